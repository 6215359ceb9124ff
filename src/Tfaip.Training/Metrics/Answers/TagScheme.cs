namespace Tfaip.Training.Metrics.Answers;

/// <summary>How tags say where entities begin and end.</summary>
public enum TagScheme
{
    /// <summary>B begins an entity, I goes on. Also called IOB2.</summary>
    Bio,

    /// <summary>I begins an entity and goes on; B begins one that follows another of its type at once.</summary>
    Iob1,

    /// <summary>B begins an entity, I goes on, E ends it; S is one alone.</summary>
    Iobes,

    /// <summary>B begins an entity, I goes on, L ends it; U is one alone.</summary>
    Bilou,
}
