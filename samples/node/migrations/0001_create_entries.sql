CREATE TABLE entries (
    id SERIAL PRIMARY KEY,
    name VARCHAR(80) NOT NULL,
    message VARCHAR(500) NOT NULL,
    created_at VARCHAR(16) NOT NULL
);
