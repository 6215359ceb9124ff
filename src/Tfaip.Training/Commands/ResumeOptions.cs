using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>The verb <c>resume</c>.</summary>
[Verb("resume")]
internal sealed class ResumeOptions : RunOptions;
