using Tfaip.Parameters;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Verbs;

/// <summary>The run directory that the command line names.</summary>
internal static class RunArgument
{
    /// <summary>The scenario of the run.</summary>
    /// <exception cref="CommandLineException">There is no such folder, or it holds no run.</exception>
    /// <exception cref="TfaipException">The run is damaged.</exception>
    public static string ScenarioOf(string folder)
    {
        try
        {
            return new RunFolder(folder).ReadRun().ScenarioAssembly;
        }
        catch (TfaipException exception) when (!new RunFolder(folder).HasRun)
        {
            throw new CommandLineException(exception.Message);
        }
    }
}
