server ENV["HOST"], roles: %w[web db]
