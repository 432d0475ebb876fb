namespace Slipway.Lab;

/// <summary>The names and addresses of network number <paramref name="Number"/> (1 to 250).</summary>
internal sealed record Addressing(int Number)
{
    public const int Highest = 250;
    public const int FirstHost = 11;

    public string Name => $"slipway-lab-{Number}";
    public string Bridge => $"slw{Number}";
    public string Cidr => $"10.213.{Number}.0/24";
    public string Gateway => $"10.213.{Number}.1";

    public string Address(int host) => $"10.213.{Number}.{FirstHost + host}";
    public string Veth(int host) => $"slw{Number}p{host}";
    public string Namespace(string host) => $"slw{Number}-{host}";
    public string Mac(int host) => $"02:d5:00:00:{Number:x2}:{FirstHost + host:x2}";
    public string BridgeMac => $"02:d5:00:00:{Number:x2}:01";
}
