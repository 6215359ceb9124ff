namespace Tfaip.Training.Runs;

/// <summary>The names of the files of a run directory that training writes.</summary>
internal static class RunFiles
{
    /// <summary>The resolved parameter tree.</summary>
    public const string Config = "config.yaml";

    /// <summary>The exported package.</summary>
    public const string Package = "model.tfaip";

    /// <summary>The package of the last checkpoint, where the best one is exported too.</summary>
    public const string LastPackage = "last.tfaip";
}
