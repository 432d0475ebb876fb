using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Slipway.Deployments.Proof;
using Xunit;

namespace Slipway.Tests.Deployments.Proof;

public class LoopbackListenersTest
{
    [Fact]
    public void Lines_of_proc_net_tcp_are_told_apart()
    {
        string[] lines =
        [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1 0000000000000000 100 0 0 10 0",
            "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 12 1 0000000000000000 20 4 30 10 -1",
            "   2: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 13 1 0000000000000000 100 0 0 10 0",
            "   3: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 14 1 0000000000000000 100 0 0 10 0",
            "   4: 0200000A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 15 1 0000000000000000 100 0 0 10 0",
            "   5: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 16 1 0 100 0 0 10 0",
            "   6: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 17 1 0 100 0 0 10 0",
            "   7: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 18 1 0 100 0 0 10 0",
        ];
        Assert.Equal(["11", "13", "16", "17"], LoopbackListeners.Inodes(8080, lines));
    }

    [Fact]
    public void Process_that_listens_is_found()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Assert.Empty(LoopbackListeners.Of(port));
        socket.Listen();
        Assert.Equal([Environment.ProcessId], Assert.Single(LoopbackListeners.Of(port)));
    }

    [Fact]
    public void Process_that_inherited_the_listener_is_found_with_its_parent()
    {
        const string script = "import socket,os,sys,time\ns=socket.socket();s.bind(('127.0.0.1',0));s.listen();s.set_inheritable(True)\nprint(s.getsockname()[1],flush=True)\nos.fork();time.sleep(60)";
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { RedirectStandardOutput = true })!;
        try
        {
            var port = int.Parse(process.StandardOutput.ReadLine()!);
            SpinWait.SpinUntil(() => LoopbackListeners.Of(port)[0].Count == 2, TimeSpan.FromSeconds(10));
            var holders = Assert.Single(LoopbackListeners.Of(port));
            Assert.Equal(2, holders.Count);
            Assert.Contains(process.Id, holders);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
