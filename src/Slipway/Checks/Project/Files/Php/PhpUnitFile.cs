using System.Xml;

namespace Slipway.Checks.Project.Files.Php;

/// <summary>The variables that phpunit.xml gives to tests.</summary>
internal sealed record PhpUnitFile(TextFile File, IReadOnlyList<PhpUnitVariable> Variables)
{
    /// <returns>Null when it is no XML.</returns>
    public static PhpUnitFile? Of(TextFile file)
    {
        var variables = new List<PhpUnitVariable>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(file.Text), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1 << 20 });
            var lines = (IXmlLineInfo)reader;
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "env" or "server" && reader.GetAttribute("name") is { } name)
                    variables.Add(new(name, reader.GetAttribute("value") ?? "", lines.LineNumber));
        }
        catch (XmlException)
        {
            return null;
        }

        return new(file, variables);
    }

    public PhpUnitVariable? Find(string name) => Variables.LastOrDefault(v => v.Name == name);
}
