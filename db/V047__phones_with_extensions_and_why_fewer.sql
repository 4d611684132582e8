-- A number may have an extension: "202-225-3701 x204".
ALTER TABLE office DROP CONSTRAINT office_phone_check;
ALTER TABLE office ADD CONSTRAINT office_phone_check
  CHECK (phone ~ '^[0-9]{3}-[0-9]{3}-[0-9]{4}( x[0-9]{1,6})?$');
ALTER TABLE correction DROP CONSTRAINT correction_phone_check;
ALTER TABLE correction ADD CONSTRAINT correction_phone_check
  CHECK (phone ~ '^[0-9]{3}-[0-9]{3}-[0-9]{4}( x[0-9]{1,6})?$');

-- Why a roster was taken although it lists a fifth fewer officials or offices than the one before.
ALTER TABLE roster ADD COLUMN fewer_because text CHECK (fewer_because <> '');
