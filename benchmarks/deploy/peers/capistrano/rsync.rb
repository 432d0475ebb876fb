require "capistrano/scm/plugin"

# Uploads the local tree with rsync and hard links to the release before: quicker than a checkout on the host.
class Rsync < Capistrano::SCM::Plugin
  def define_tasks
    eval_rakefile File.expand_path("rsync.rake", __dir__)
  end

  def register_hooks
    after "deploy:new_release_path", "rsync:create_release"
  end
end
