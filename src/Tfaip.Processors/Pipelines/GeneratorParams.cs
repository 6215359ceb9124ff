using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines;

/// <summary>The parameters of a source of samples: a polymorphic node of the tree.</summary>
public abstract record GeneratorParams
{
    /// <summary>Opens the source.</summary>
    /// <exception cref="TfaipException">A file is missing or is not what it should be; the message names it.</exception>
    public abstract ISampleSource Open();

    /// <summary>
    /// Says how many values whole numbers of its samples can have, where the parameters say it: a list of classes does. Default:
    /// nothing is known.
    /// </summary>
    public virtual IReadOnlyList<ValueCount> Counts() => [];
}
