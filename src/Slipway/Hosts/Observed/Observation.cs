using System.Text.Json;

namespace Slipway.Hosts.Observed;

/// <summary>The answers of one round trip to one host.</summary>
public sealed class Observation
{
    private readonly Dictionary<string, ObservedAnswer> _answers;

    internal Observation(IReadOnlyList<Question> questions, ObserveReply reply)
    {
        if (questions.Count != reply.Answers.Count)
            throw new InvalidOperationException($"{questions.Count} questions were asked, {reply.Answers.Count} answers came");
        Cost = reply with { Answers = [] };
        _answers = questions.Zip(reply.Answers).ToDictionary(pair => Key(pair.First), pair => pair.Second);
    }

    /// <summary>What looking took, without the answers.</summary>
    public ObserveReply Cost { get; }

    /// <summary>The answer to a question, whoever asked it. One that was not asked is unknown.</summary>
    public Answer<TFact> Of<TFact>(Question<TFact> question)
        where TFact : Fact =>
        !_answers.TryGetValue(Key(question), out var answer) ? new(null, "it was not asked")
        : answer is { Fact: null, Unknown: null } ? new(null, "the host gave no answer")
        : answer.Fact is null or TFact ? new((TFact?)answer.Fact, answer.Unknown)
        : new(null, $"the host answered about something else: {answer.Fact.GetType().Name}");

    /// <summary>How long the host took for it, milliseconds.</summary>
    public long MsOf(Question question) => _answers[Key(question)].Ms;

    /// <summary>Why a question has no answer; null = it has one.</summary>
    public string? UnknownOf(Question question) => _answers[Key(question)].Unknown;

    /// <summary>Two questions with the same text are the same question: records with lists are not equal by themselves.</summary>
    internal static string Key(Question question) => JsonSerializer.Serialize(question, ObservedJson.Default.Question);
}
