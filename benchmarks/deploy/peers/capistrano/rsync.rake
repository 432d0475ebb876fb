namespace :rsync do
  task :create_release do
    ssh = "ssh -F #{ENV['SSH_CONFIG']}"
    on release_roles(:all) do |host|
      run_locally do
        execute :rsync, "-a", "--delete", "--exclude-from=#{ENV['EXCLUDES']}", "--link-dest=#{current_path}/",
                "-e", "'#{ssh}'", "#{ENV['SOURCE']}/", "#{host}:#{release_path}/"
      end
    end
  end
end
