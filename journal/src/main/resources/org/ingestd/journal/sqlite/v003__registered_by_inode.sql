-- A registered file that was renamed turns up under another name with its inode.
CREATE INDEX files_by_inode ON files (inode) WHERE registered = 1;
