using System.Runtime.InteropServices;
using Spectre.Console;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs.Signals;

/// <summary>The tool in a process of its own. While its scenario is built it waits for a line on standard input.</summary>
internal static class SignalledTool
{
    public const string Verb = "signalled-tool";
    public const string Building = "building";
    public const string Protected = "a thread that takes no signals";
    public const string Heard = "heard SIGUSR1";

    private const PosixSignal Usr1 = (PosixSignal)10;

    /// <summary>Runs the tool with arguments.</summary>
    public static int Run(string[] arguments)
    {
        // Handlers are called in the reverse order of their registration: this one after the tool's, if there is one yet. It leaves the
        // process to the runtime, which ends it.
        using var registration = PosixSignalRegistration.Create(Usr1, _ => Console.Out.WriteLine(Heard));
        return new TrainCommand(AnsiConsole.Console, Console.Error, new RunEnvironment(), (_, _) =>
        {
            Console.Out.WriteLine(Building);
            Console.In.ReadLine();
            return new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData), typeof(TellingScenario)]);
        }).Run(arguments);
    }

    /// <summary>Tells of checkpoints.</summary>
    public sealed class TellingScenario : Scenario
    {
        public override IEnumerable<ICallback> CreateCallbacks(IRunParams parameters) => [new Teller()];
    }

    private sealed class Teller : ICallback
    {
        // Of SIGHUP, SIGINT, SIGUSR1, SIGTERM, SIGCONT and SIGWINCH.
        private const ulong Signals = 1UL << 0 | 1UL << 1 | 1UL << 9 | 1UL << 14 | 1UL << 17 | 1UL << 27;

        private static bool IsProtected()
        {
            var status = File.ReadLines("/proc/thread-self/status").Select(line => line.Split(":\t"))
                .ToDictionary(line => line[0], line => line[1]);
            return status["Pid"] != status["Tgid"] && (Convert.ToUInt64(status["SigBlk"], 16) & Signals) == Signals;
        }

        public void On(RunEvent happened, IRunControl run)
        {
            if (happened is CheckpointWritten written) Console.Out.WriteLine($"checkpoint of step {written.Step}");
            if (happened is StepCompleted { Step: 1 } && OperatingSystem.IsLinux() && IsProtected()) Console.Out.WriteLine(Protected);
        }
    }
}
