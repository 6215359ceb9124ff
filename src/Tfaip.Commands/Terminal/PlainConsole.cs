using Spectre.Console;
using Spectre.Console.Rendering;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Terminal;

/// <summary>What goes to a console without letting names in it act on the terminal.</summary>
internal static class PlainConsole
{
    /// <summary>
    /// Lets a console draw and style what is its own, and escapes the text that it shows. Nothing happens at a second call.
    /// </summary>
    public static void Protect(IAnsiConsole console)
    {
        console.Pipeline.Detach(Hook.Only);
        console.Pipeline.Attach(Hook.Only);
    }

    /// <summary>Lines for a console as they are: not wrapped, without styles.</summary>
    public static TextWriter Lines(this IAnsiConsole console) => new PlainWriter(Stream(console));

    /// <summary>The stream of a console, for those that escape names themselves.</summary>
    public static TextWriter Stream(IAnsiConsole console) => console.Profile.Out.Writer;

    // A console runs those that were attached first last, so it sees what a drawing in progress adds.
    private sealed class Hook : IRenderHook
    {
        public static Hook Only { get; } = new();

        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(each => new Plain(each));
    }

    private sealed class Plain(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment =>
                segment.IsControlCode || segment.IsLineBreak || PlainWriter.Escape(segment.Text) is var text && text == segment.Text
                    ? segment
                    : new Segment(PlainWriter.Escape(segment.Text), segment.Style));
    }
}
