namespace Tfaip.Commands.Verbs;

/// <summary>A verb that has a parameter tree: one that can be looked at instead of being run.</summary>
/// <typeparam name="TOptions">Its options.</typeparam>
internal abstract class TreeVerb<TOptions> : Verb
    where TOptions : TreeOptions
{
    public sealed override Type Options => typeof(TOptions);

    public override int Run(ParsedCommand command, CommandContext context)
    {
        var options = (TOptions)command.Options;
        var configured = Load(options, command.Overrides, context);
        return options.IsQuestion ? new HelpAnswer(configured, context).Write(options) : Execute(options, configured, context);
    }

    /// <summary>Reads the tree and finds its scenario.</summary>
    protected abstract Configured Load(TOptions options, IReadOnlyList<Override> overrides, CommandContext context);

    /// <summary>Runs the tree.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Execute(TOptions options, Configured configured, CommandContext context);
}
