using System.Diagnostics;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Processes;

public class RunningProcessesTest
{
    [Fact]
    public async Task A_process_tells_its_parent_and_its_title()
    {
        using var child = Process.Start(new ProcessStartInfo("bash", ["-c", "printf 'a) b (c' > /proc/$$/comm; exec -a 'nginx: worker process' sleep 60"]))!;
        try
        {
            for (var i = 0; i < 500 && RunningProcesses.Title(child.Id) != "nginx: worker process 60"; i++)
                await Task.Delay(10);
            Assert.Equal("nginx: worker process 60", RunningProcesses.Title(child.Id));
            Assert.Equal(Environment.ProcessId, RunningProcesses.Parent(child.Id));
            Assert.Contains(child.Id, RunningProcesses.Ids());
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        Assert.Equal(("", 0), (RunningProcesses.Title(child.Id), RunningProcesses.Parent(child.Id)));
    }
}
