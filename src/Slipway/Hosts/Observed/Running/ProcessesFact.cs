namespace Slipway.Hosts.Observed.Running;

/// <param name="Names">As the kernel shows them, * and ? allowed: php-fpm*; empty = all but the kernel's own threads.</param>
public sealed record ProcessesQuestion(IReadOnlyList<string> Names) : Question<ProcessesFact>;

public sealed record ProcessesFact(IReadOnlyList<HostProcess> Processes) : Fact;
