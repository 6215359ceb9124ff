using Tfaip.Processors;
using Tfaip.Training.Loop;

namespace Tfaip.Training.Commands;

/// <summary>The run directory that the command line names.</summary>
internal static class RunArgument
{
    /// <summary>The scenario of the run.</summary>
    /// <exception cref="CommandLineException">There is no such folder.</exception>
    /// <exception cref="TfaipException">The folder holds no run.</exception>
    public static string ScenarioOf(string folder)
    {
        try
        {
            return new RunFolder(folder).ReadRun().ScenarioAssembly;
        }
        catch (TfaipException exception) when (!Directory.Exists(folder))
        {
            throw new CommandLineException(exception.Message);
        }
    }
}
