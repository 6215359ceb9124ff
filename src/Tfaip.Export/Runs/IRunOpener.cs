namespace Tfaip.Export.Runs;

/// <summary>Opens the run directories of a training framework, so that this assembly need not know it.</summary>
public interface IRunOpener
{
    /// <summary>Opens a run at its best checkpoint.</summary>
    /// <param name="runDirectory">The full path of the run directory.</param>
    /// <exception cref="Processors.TfaipException">The run is incomplete or damaged.</exception>
    ExportableRun Open(string runDirectory);
}
