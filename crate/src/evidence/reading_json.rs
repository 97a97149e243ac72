//! Writes and reads a reading: `{"at":…,"probe":"tab","result":{"ok":{…}}}`.

use super::{ProbeResult, Reading};
use crate::base::plain::by_fields;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reading", 3)?;
        out.serialize_field("at", &self.at)?;
        out.serialize_field("probe", &self.found.probe())?;
        self.found.write_result(&mut out)?;
        out.end()
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_fields(deserializer, |fields| {
            Ok(Self { at: fields.take("at")?, found: ProbeResult::read(fields)? })
        })
    }
}
