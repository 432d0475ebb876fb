using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Slipway.Cli.Local.Edge;

/// <summary>A running Kestrel with some entrances; the public one can be replaced while the private ones go on.</summary>
internal sealed class EdgeListener : IAsyncDisposable
{
    private static readonly TimeSpan DrainAtEnd = TimeSpan.FromSeconds(10);
    private readonly WebApplication _app;

    private EdgeListener(WebApplication app) => _app = app;

    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task<EdgeListener> StartAsync(IReadOnlyList<(EndPoint Address, Entrance Entrance)> entrances, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = DrainAtEnd);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, entrances));
        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync();
            return new EdgeListener(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions options, IReadOnlyList<(EndPoint Address, Entrance Entrance)> entrances)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        foreach (var (address, entrance) in entrances)
        {
            options.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Features.Set(entrance);
                    return next(connection);
                });
            });
        }
    }

    // Signals are the local server's business; the host's own handler would end only this listener.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
