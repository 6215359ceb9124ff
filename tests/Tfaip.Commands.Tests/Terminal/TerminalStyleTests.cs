using Tfaip.Commands.Terminal;
using Tfaip.Configuration.Diagnostics;

namespace Tfaip.Commands.Tests.Terminal;

[TestClass]
public sealed class TerminalStyleTests
{
    [TestMethod]
    public void A_writer_that_is_no_terminal_has_no_colours() => Assert.AreEqual(ErrorStyle.Plain, TerminalStyle.For(new StringWriter()));
}
