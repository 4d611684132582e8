-- What a map tells beyond the lines: whose ZIP is only a post office's boxes, and how much of a ZIP's land lies where.

-- kind: 'area' where people live, 'box' a ZIP without an area (PO boxes, one large receiver), whose districts
-- are candidates by town. share: of the ZIP's land, 0 to 1; null where the source does not tell.
ALTER TABLE zip_district
  ADD COLUMN kind  text NOT NULL DEFAULT 'area' CHECK (kind IN ('area', 'box')),
  ADD COLUMN share double precision CHECK (share BETWEEN 0 AND 1);

-- In percent, beside the districts of a split ZIP; empty where not known.
ALTER TABLE subscriber ADD COLUMN shares smallint[] NOT NULL DEFAULT '{}';
