namespace Tfaip.Processors.Samples;

/// <summary>The groups of named values that a <see cref="Sample"/> has.</summary>
public enum SampleSide
{
    /// <summary><see cref="Sample.Inputs"/>.</summary>
    Inputs,

    /// <summary><see cref="Sample.Targets"/>.</summary>
    Targets,

    /// <summary><see cref="Sample.Outputs"/>.</summary>
    Outputs,

    /// <summary><see cref="Sample.Meta"/>.</summary>
    Meta,
}
