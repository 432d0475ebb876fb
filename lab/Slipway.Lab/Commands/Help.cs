namespace Slipway.Lab.Commands;

internal static class Help
{
    public const string Text = """
        lab: throw-away Debian 12 servers on this machine, with systemd and sshd (run as root)

          lab up [COUNT] [--image base|stack] [--disk directory|ext4] [--name NAME] [--hold]
                                            make web1, web2, …; --hold removes them when it ends
          lab list                          machines, addresses, state
          lab ssh HOST [--user deploy] [COMMAND …]
          lab exec HOST COMMAND …           inside without ssh
          lab stop|kill|boot|reset HOST     shut down, end at once, start, back to the image
          lab power-cut HOST                keep only what was on disk (--disk ext4); then boot
          lab cut|heal HOST                 drop all its packets, let them pass again
          lab fill|free HOST                fill its disk (--disk ext4), make room again
          lab down [NETWORK]                remove what lab up made
          lab relay TARGET:PORT [--listen PORT] [--delay MS]   a slow way to a server; s, c, d, r stall, cut, drop, resume
          lab load http://ADDRESS[:PORT]/PATH [--host NAME] [--connections 10] [--seconds 10]
          lab image build [base|stack]      make an image ahead
          lab clean [--images]              remove machines, images of old recipes (or all images)

        HOST is a name such as web1, or 2/web1 when several networks have one.
        Images and machines are kept in /var/cache/slipway-lab, or in SLIPWAY_LAB_DIR.
        """;
}
