using System.Diagnostics;
using System.Net.Sockets;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Releases;
using Slipway.Hosts;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Proof;

/// <summary>What is read from /proc, with real processes and sockets.</summary>
public sealed class ReleaseProofTest : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_lives_in_the_release_of_its_folder() => Check(_folder.Layout());

    [Fact]
    public void A_process_lives_in_its_release_when_the_root_is_reached_through_a_symlink()
    {
        Directory.CreateDirectory(_folder["data"]);
        Directory.CreateSymbolicLink(_folder["srv"], _folder["data"]);
        Check(HostLayout.Local("shop", "test", _folder["srv/shop"], _folder["run"]));
    }

    [Fact]
    public void Connections_of_one_socket_are_counted()
    {
        using var listener = Listen(_folder["a.sock"]);
        using var other = Listen(_folder["b.sock"]);
        Assert.Equal(0, SocketConnections.Count(_folder["a.sock"]));

        using var first = Connect(_folder["a.sock"]);
        using (var second = Connect(_folder["a.sock"]))
        using (listener.Accept())
            Assert.Equal((2, 0), (SocketConnections.Count(_folder["a.sock"]), SocketConnections.Count(_folder["b.sock"])));
        using var accepted = listener.Accept();
        Assert.Equal(0, SocketConnections.Count(_folder["absent.sock"]));
    }

    [Fact]
    public void Lines_of_proc_net_unix_are_told_apart()
    {
        string[] lines =
        [
            "Num       RefCount Protocol Flags    Type St Inode Path",
            "0000000000000000: 00000002 00000000 00010000 0001 01 11111 /run/a.sock",
            "0000000000000000: 00000003 00000000 00000000 0001 03 11112 /run/a.sock",
            "0000000000000000: 00000003 00000000 00000000 0001 02 11113 /run/a.sock",
            "0000000000000000: 00000003 00000000 00000000 0001 03 11114 /other/run/a.sock",
            "0000000000000000: 00000003 00000000 00000000 0001 03 11115",
            "0000000000000000: 00000002 00000000 00000000 0001 01 11116 /run/a.sock",
        ];
        Assert.Equal(2, SocketConnections.Count("/run/a.sock", lines));
    }

    private static void Check(HostLayout layout)
    {
        Directory.CreateDirectory(Path.Combine(layout.Release("1-x"), "sub"));
        Directory.CreateDirectory(layout.Release("1-xy"));
        using var process = Process.Start(new ProcessStartInfo("sleep", "600") { WorkingDirectory = Path.Combine(layout.Release("1-x"), "sub") })!;
        try
        {
            Assert.Equal(["1-x"], LiveReleases.Of(layout));
            Assert.Null(ReleaseProof.FolderContradiction(layout, "1-x", process.Id, "it"));
            Assert.NotNull(ReleaseProof.FolderContradiction(layout, "1-xy", process.Id, "it"));
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }

        Assert.Empty(LiveReleases.Of(layout));
        Assert.Equal($"it (process {process.Id}) has gone", ReleaseProof.FolderContradiction(layout, "1-x", process.Id, "it"));
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
