using CommandLine;

namespace Tfaip.Commands.Verbs;

/// <summary>The verb <c>resume</c>.</summary>
[Verb("resume")]
internal sealed class ResumeOptions : RunOptions;
