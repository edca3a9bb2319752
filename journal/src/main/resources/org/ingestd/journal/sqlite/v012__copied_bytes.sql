-- Bytes of the copies that came, as looks at the replicas tell; 0 before this version.
ALTER TABLE copies ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;

-- When the file's replicas were looked at, on the first of them; NULL on the others, and before this version.
ALTER TABLE replicas ADD COLUMN looked INTEGER;
