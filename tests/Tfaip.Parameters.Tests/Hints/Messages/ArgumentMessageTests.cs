namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>What is said of arguments that name no parameter.</summary>
[TestClass]
public sealed class ArgumentMessageTests
{
    [TestMethod]
    [DataRow(
        """{}""", "--epocs 3",
        """
        argument 2 (--epocs): the configuration has no key 'epocs'. Did you mean --epochs?
        """)]
    [DataRow(
        """{}""", "--Epochs 3",
        """
        argument 2 (--Epochs): the configuration has no key 'Epochs'. Did you mean --epochs?
        """)]
    [DataRow(
        """{}""", "--depth 3",
        """
        argument 2 (--depth): the configuration has no key 'depth'. Did you mean --stage.depth?
        """)]
    [DataRow(
        """{}""", "--stge.dpth 3",
        """
        argument 2 (--stge.dpth): the configuration has no key 'stge'. Did you mean --stage.depth?
        """)]
    [DataRow(
        """{}""", "--stage.epochs 3",
        """
        argument 2 (--stage.epochs): stage has no key 'epochs'. Did you mean --epochs?
        """)]
    [DataRow(
        """{}""", "--step.type plain --step.momentum 1",
        """
        argument 4 (--step.momentum): step has no key 'momentum': it belongs to 'momentum' and 'smoothed'; step is 'plain', chosen at argument 2 (--step.type). Choose --step momentum, or leave the argument out.
        """)]
    [DataRow(
        """{}""", "--step smoothed --step.stage.depth 1",
        """
        argument 4 (--step.stage.depth): step has no key 'stage': it belongs to 'momentum'; step is 'smoothed', chosen at argument 2 (--step). Choose --step momentum, or leave the argument out.
        """)]
    [DataRow(
        """{}""", "--momentum 1",
        """
        argument 2 (--momentum): the configuration has no key 'momentum'. Did you mean --step.momentum?
        """)]
    [DataRow(
        """{}""", "--second.momentum 1",
        """
        argument 2 (--second.momentum): second needs a 'type': one of momentum, plain, smoothed.
        """)]
    [DataRow(
        """{"step": {"type": "plain"}}""", "--step.momentun 1",
        """
        argument 2 (--step.momentun): step has no key 'momentun'. Did you mean --step.momentum? It belongs to 'momentum' and 'smoothed'; step is 'plain', chosen at c.json:1:19. Choose --step momentum, or leave the argument out.
        """)]
    [DataRow(
        """{}""", "--step.size-step 1",
        """
        argument 2 (--step.size-step): step has no key 'size-step'. Did you mean --step.step_size?
        """)]
    [DataRow(
        """{}""", "--steps.0.x 1",
        """
        argument 2 (--steps.0.x): steps has no element '0'; it is a list of 0, counted from 0.
        """)]
    public void An_argument_that_names_nothing(string json, string arguments, string expected) =>
        Message.Is<RunSample>(json, arguments, expected);
}
