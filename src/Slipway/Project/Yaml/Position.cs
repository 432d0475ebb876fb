namespace Slipway.Project.Yaml;

/// <summary>A place in a text file; both count from 1.</summary>
internal readonly record struct Position(int Line, int Column) : IComparable<Position>
{
    public static Position Start => new(1, 1);

    public int CompareTo(Position other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
