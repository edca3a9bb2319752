-- A million files, as long as those of a telescope: 1 in 100 not SAFE, 40 of them held; in datasets of
-- 100 with two rules each, 1 in 50 of them stuck, and a day of copies that came.
INSERT INTO sources VALUES (1, 'lst1-r0');
INSERT INTO phrases VALUES (1, 'Enough verified copies.'), (2, 'lst'), (3, 'R0/'), (4, 'davs://se.example.org:443/data/'), (5, 'LST1-ONSITE');
INSERT INTO files
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
  SELECT i, 1, CAST(printf('R0/20260%03d/LST-1.1.Run%05d.%04d.fits.fz', 101 + i / 10000, i / 100, i % 100) AS BLOB),
    i / 1000, i, CASE WHEN i % 25000 = 0 THEN 8 WHEN i % 100 = 0 THEN 4 ELSE 6 END, 1769000000000 + i * 20, 1, 1, i % 2, NULL, 0,
    CASE WHEN i % 25000 = 0 THEN 'EMPTY' END, CASE WHEN i % 25000 = 0 THEN '0 bytes' END, 1, i, 1000000 + i, 1769000000000000000, 0, 0,
    CAST('A1234M1234567890123456' AS BLOB), 2, (3 << 13) | 30, i, 2, 3, 5, (4 << 13) | 40, 1, 6
  FROM n;
INSERT INTO history SELECT id, 1, since, NULL, 1, 1, 1 FROM files WHERE id > 999000;
INSERT INTO tallies SELECT source, state, count(*), sum(size) FROM files GROUP BY source, state;
INSERT INTO problems SELECT source, problem, count(*) FROM files WHERE problem IS NOT NULL GROUP BY source, problem;
INSERT INTO newest VALUES (1, 1000000);
INSERT INTO arrivals
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
  SELECT 1, unixepoch() / 60 * 60000 - 60000 * i, 200, 200000000 FROM n;
INSERT INTO datasets
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
  SELECT i + 1, 'lst', printf('R0/Run%05d', i), printf('R0/Run%05d', i), 1, '', NULL, 0, 0, 'OPEN', 100, 100000000 FROM n;
INSERT INTO memberships SELECT id, 1 + id / 100, printf('20260%03d', 101 + id / 10000), size FROM files;
INSERT INTO rules
  WITH RECURSIVE e (k, expression) AS (VALUES (1, 'QOS=TAPE'), (2, 'SITE=PIC&type=DISK'))
  SELECT printf('%08x-0000-4000-8000-00000000000%d', d.id, k), d.scope, d.name, expression, 1,
    CASE WHEN d.id % 50 = 0 THEN 'STUCK' ELSE 'OK' END, 99, 0, d.id % 50 = 0,
    CASE WHEN d.id % 50 = 0 THEN 'DESTINATION [28] No space left' END, 1769000000000 + d.id,
    CASE WHEN d.id % 50 = 0 THEN 1769000000000 + d.id END
  FROM datasets d CROSS JOIN e;
INSERT INTO copies
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 287)
  SELECT unixepoch() / 300 * 300000 - 300000 * i, 'lst1-r0', expression, 20, 1, 2000000000 FROM n CROSS JOIN (SELECT 'QOS=TAPE' AS expression UNION SELECT 'SITE=PIC&type=DISK')
