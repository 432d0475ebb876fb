INSERT INTO entries (name, message, created_at) VALUES ('Slipway', 'The book is open.', '2024-01-01 12:00');
