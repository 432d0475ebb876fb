namespace Slipway.DeployBenchmark;

/// <summary>The part of docs/benchmarks.md that says what the numbers mean.</summary>
internal static class ReportMethod
{
    public static string Text(Results results) => $"""
        ## Method

        - **One server, one run.** All tools deploy to the same lab server (`docs/lab.md`): Debian 12 with nginx, PHP-FPM 8.2 and MariaDB. They take turns,
          in another order each round, so that noise hits all alike. Two first deploys of each are not counted.
        - **The app** is `samples/laravel` with Debian's PHP libraries, Laravel 8 among them, as its vendor folder: {results.FilesFromPackages} files. Made-up
          classes, joined from the framework's, fill it up to {LaravelProject.Files} files and {LaravelProject.WantedBytes / 1e6:0} MB. The change is one number in `app/Release.php`.
        - **The work** is the same for all: upload, shared `storage` and `.env`, a dump of the database, the caches of config, routes and views, `migrate`,
          the switch, PHP-FPM, the worker, a health check. After each deploy a visitor must see the new version, else the run fails.
        - **The time** is the whole command, from its start on the laptop's side to its end. Slipway has `soak: 0s`: its client ends when the switch is proven
          and committed. What it does in the background afterwards (the old release drains, old releases go) is not counted, and the others do not
          remove old releases at all.
        - **The connection** is made anew by each deploy, for all tools. All log in as the user `deploy` with a key, and use sudo for what needs it.
        - **The longer ways** lead through a relay that holds back each byte; it simulates neither TCP's slow start nor loss.

        ## What each tool does

        The recipes are in `benchmarks/deploy/peers`. Each is as quick as we could make it with that tool; a quicker one is welcome.

        - **Expert script**: rsync with hard links to the release before, one ssh connection for all, dump and caches side by side, `mv -T` of the symlink,
          a graceful reload of PHP-FPM (`process_control_timeout` as Slipway's). Few scripts go that far: a second row has dump and caches one after the
          other, as most write them, and under load a second row has PHP-FPM's default, which breaks off running requests.
        - **The app's commands alone** is no deploy: one ssh session in which the script's dump, caches, `migrate`, reload and first answer run, nothing is
          sent and nothing is switched. No tool that runs them can be quicker, so it shows how much of a time is the app's and the connection's.
        - **Capistrano** (Debian's): the same commands as tasks. The upload is rsync with hard links too, which is quicker than its checkout on the server.
        - **Ansible** (Debian's): one play without facts, pipelining, one persistent connection, `synchronize` with hard links, the caches in one task.
        - **Slipway** does more in its time: it verifies the dump, lists migrations before it runs them, starts the new release beside the old one, proves
          its health before anybody sees it and which release serves after the switch, and writes all of it to disk so that it survives a power cut.
          It would undo all of it after a failure.
        - **The others** do none of this unless told to. They would not even dump the database: our recipes tell them. After a failed health check the new
          release stays. Nothing they wrote is synced. Their release serves from one PHP-FPM for all releases, which the reload restarts;
          without the reload, opcache keeps every release's code until its memory is full.

        """;
}
