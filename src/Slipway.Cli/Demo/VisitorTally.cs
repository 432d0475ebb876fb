namespace Slipway.Cli.Demo;

/// <summary>Running totals of all visitors; safe from several threads.</summary>
internal sealed class VisitorTally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _codes = [];
    private readonly List<int> _versions = [];
    private long _requests;
    private long _failed;
    private long _mixed;
    private long _straddled;
    private string? _latest;

    public void Answered()
    {
        lock (_gate)
            _requests++;
    }

    public void Failed(string how)
    {
        lock (_gate)
        {
            _requests++;
            _failed++;
            _failures[how] = _failures.GetValueOrDefault(how) + 1;
        }
    }

    /// <summary>A whole page came; one release has one version, and each part of the page has it.</summary>
    public void Saw(GuestBookPage page)
    {
        lock (_gate)
        {
            _requests++;
            if (page.IsMixed || (_codes.TryGetValue(page.Release, out var code) && code != page.Code))
                _mixed++;
            _codes.TryAdd(page.Release, page.Code);
            _latest = page.Release;
            if (!_versions.Contains(page.Code))
                _versions.Add(page.Code);
        }
    }

    /// <summary>A stylesheet came that does not belong to its page.</summary>
    public void Mixed()
    {
        lock (_gate)
        {
            _requests++;
            _mixed++;
        }
    }

    /// <summary>A slow request ended well, in this release.</summary>
    public void Finished(string release)
    {
        lock (_gate)
        {
            _requests++;
            if (_latest is not null && _latest != release)
                _straddled++;
        }
    }

    public VisitorReport Report()
    {
        lock (_gate)
            return new(_requests, _failed, _mixed, _straddled, new Dictionary<string, long>(_failures), [.. _versions]);
    }
}
