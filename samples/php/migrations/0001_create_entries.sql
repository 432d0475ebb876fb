CREATE TABLE entries (
    id {id},
    name VARCHAR(80) NOT NULL,
    message VARCHAR(500) NOT NULL,
    created_at VARCHAR(16) NOT NULL
);
