//! Writes a `.p12` (PKCS #12, RFC 7292) with one certificate and its key under one friendly name.
//!
//! Written here because the crates at hand give the certificate its subject for a friendly name, and the tests pick
//! certificates by name. The key is encrypted with AES-256-CBC under PBKDF2, which NSS, Windows and macOS read.

use aes::Aes256;
use anyhow::{Result, anyhow};
use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use ring::{
    digest, hmac, pbkdf2,
    rand::{SecureRandom, SystemRandom},
};
use yasna::{DERWriter, DERWriterSet, Tag, construct_der, models::ObjectIdentifier};

/// Few, because the password is public and the certificates are made at every test run.
const ITERATIONS: u32 = 2048;
const SHA256_BLOCK: usize = 64;

const DATA: &[u64] = &[1, 2, 840, 113_549, 1, 7, 1];
const FRIENDLY_NAME: &[u64] = &[1, 2, 840, 113_549, 1, 9, 20];
const LOCAL_KEY_ID: &[u64] = &[1, 2, 840, 113_549, 1, 9, 21];
const X509_CERTIFICATE: &[u64] = &[1, 2, 840, 113_549, 1, 9, 22, 1];
const KEY_BAG: &[u64] = &[1, 2, 840, 113_549, 1, 12, 10, 1, 2];
const CERTIFICATE_BAG: &[u64] = &[1, 2, 840, 113_549, 1, 12, 10, 1, 3];
const PBES2: &[u64] = &[1, 2, 840, 113_549, 1, 5, 13];
const PBKDF2: &[u64] = &[1, 2, 840, 113_549, 1, 5, 12];
const HMAC_SHA256: &[u64] = &[1, 2, 840, 113_549, 2, 9];
const AES_256_CBC: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 1, 42];
const SHA256: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];

/// The file's bytes, from a certificate and a PKCS #8 key, both DER.
pub(super) fn write(name: &str, certificate: &[u8], key: &[u8], password: &str) -> Result<Vec<u8>> {
    let key = encrypted(key, password)?;
    let bags = construct_der(|writer| {
        writer.write_sequence(|writer| {
            bag(writer.next(), CERTIFICATE_BAG, name, |writer| {
                writer.write_sequence(|writer| {
                    writer.next().write_oid(&oid(X509_CERTIFICATE));
                    explicit(writer.next(), |writer| writer.write_bytes(certificate));
                });
            });
            bag(writer.next(), KEY_BAG, name, |writer| writer.write_der(&key));
        });
    });
    let contents =
        construct_der(|writer| writer.write_sequence(|writer| content(writer.next(), &bags)));
    let salt = random::<16>()?;
    let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &mac_key(password, &salt)), &contents);
    Ok(construct_der(|writer| {
        writer.write_sequence(|writer| {
            writer.next().write_u8(3);
            content(writer.next(), &contents);
            writer.next().write_sequence(|writer| {
                writer.next().write_sequence(|writer| {
                    algorithm(writer.next(), SHA256, null);
                    writer.next().write_bytes(mac.as_ref());
                });
                writer.next().write_bytes(&salt);
                writer.next().write_u32(ITERATIONS);
            });
        });
    }))
}

fn bag(writer: DERWriter<'_>, kind: &[u64], name: &str, value: impl FnOnce(DERWriter<'_>)) {
    writer.write_sequence(|writer| {
        writer.next().write_oid(&oid(kind));
        explicit(writer.next(), value);
        writer.next().write_set(|writer| {
            attribute(writer, FRIENDLY_NAME, |writer| writer.write_bmp_string(name));
            attribute(writer, LOCAL_KEY_ID, |writer| writer.write_bytes(name.as_bytes()));
        });
    });
}

fn attribute(writer: &mut DERWriterSet<'_>, kind: &[u64], value: impl FnOnce(DERWriter<'_>)) {
    writer.next().write_sequence(|writer| {
        writer.next().write_oid(&oid(kind));
        writer.next().write_set(|writer| value(writer.next()));
    });
}

fn content(writer: DERWriter<'_>, data: &[u8]) {
    writer.write_sequence(|writer| {
        writer.next().write_oid(&oid(DATA));
        explicit(writer.next(), |writer| writer.write_bytes(data));
    });
}

fn explicit(writer: DERWriter<'_>, value: impl FnOnce(DERWriter<'_>)) {
    writer.write_tagged(Tag::context(0), value);
}

fn algorithm(writer: DERWriter<'_>, kind: &[u64], parameters: impl FnOnce(DERWriter<'_>)) {
    writer.write_sequence(|writer| {
        writer.next().write_oid(&oid(kind));
        parameters(writer.next());
    });
}

fn null(writer: DERWriter<'_>) {
    writer.write_null();
}

/// The key as `EncryptedPrivateKeyInfo` under PBES2 (RFC 8018).
fn encrypted(key: &[u8], password: &str) -> Result<Vec<u8>> {
    let (salt, iv) = (random::<16>()?, random::<16>()?);
    let mut secret = [0; 32];
    let rounds = ITERATIONS.try_into()?;
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, &salt, password.as_bytes(), &mut secret);
    let encrypted =
        cbc::Encryptor::<Aes256>::new(&secret.into(), &iv.into()).encrypt_padded_vec::<Pkcs7>(key);
    let derivation = |writer: DERWriter<'_>| {
        writer.write_sequence(|writer| {
            writer.next().write_bytes(&salt);
            writer.next().write_u32(ITERATIONS);
            algorithm(writer.next(), HMAC_SHA256, null);
        });
    };
    Ok(construct_der(|writer| {
        writer.write_sequence(|writer| {
            algorithm(writer.next(), PBES2, |writer| {
                writer.write_sequence(|writer| {
                    algorithm(writer.next(), PBKDF2, derivation);
                    algorithm(writer.next(), AES_256_CBC, |writer| writer.write_bytes(&iv));
                });
            });
            writer.next().write_bytes(&encrypted);
        });
    }))
}

/// The key of the file's seal (RFC 7292, appendix B, purpose 3). One block of SHA-256 is all that it needs.
fn mac_key(password: &str, salt: &[u8]) -> Vec<u8> {
    let password: Vec<u8> = password.encode_utf16().chain([0]).flat_map(u16::to_be_bytes).collect();
    let filled = |bytes: &[u8]| -> Vec<u8> {
        let length = bytes.len().next_multiple_of(SHA256_BLOCK);
        bytes.iter().copied().cycle().take(length).collect()
    };
    let first = [vec![3; SHA256_BLOCK], filled(salt), filled(&password)].concat();
    (0..ITERATIONS)
        .fold(first, |bytes, _| digest::digest(&digest::SHA256, &bytes).as_ref().to_vec())
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| anyhow!("no randomness"))?;
    Ok(bytes)
}

fn oid(components: &[u64]) -> ObjectIdentifier {
    ObjectIdentifier::from_slice(components)
}
