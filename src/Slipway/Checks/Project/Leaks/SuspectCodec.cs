namespace Slipway.Checks.Project.Leaks;

/// <summary>How a suspect stands in a cache.</summary>
internal static class SuspectCodec
{
    public static void Write(BinaryWriter writer, Suspect suspect)
    {
        writer.Write(suspect.Rule);
        writer.Write(suspect.Line);
        writer.Write(suspect.Column);
        writer.Write(suspect.Shown);
        writer.Write(suspect.Fingerprint);
    }

    public static Suspect Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), reader.ReadUInt64());
}
