//! Medians, percentiles, and how sure a ratio of two of them is.

use crate::random::Random;

/// The value below which the given share lies; the list is sorted by it.
pub fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "an index"
    )]
    let index = (share * values.len().saturating_sub(1) as f64).round() as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}

/// The ratio of one percentile of two lists with its 90 % interval, by drawing the pairs anew 2,000 times.
pub fn ratio(pairs: &[(f64, f64)], share: f64) -> [f64; 3] {
    let of = |pairs: &[(f64, f64)]| {
        let (mut above, mut below): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
        percentile(&mut above, share) / percentile(&mut below, share)
    };
    let mut random = Random::new(1);
    let mut drawn: Vec<_> = (0..2_000)
        .map(|_| {
            let again: Vec<_> = pairs.iter().map(|_| pairs[random.index(pairs.len())]).collect();
            of(&again)
        })
        .collect();
    [of(pairs), percentile(&mut drawn, 0.05), percentile(&mut drawn, 0.95)]
}
