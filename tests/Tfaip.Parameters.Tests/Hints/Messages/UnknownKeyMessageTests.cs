namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>What is said of keys that do not exist: spelling, other levels, other variants.</summary>
[TestClass]
public sealed class UnknownKeyMessageTests
{
    [TestMethod]
    [DataRow(
        """{"epocs": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'epocs'. Did you mean 'epochs'?
        """)]
    [DataRow(
        """{"Epochs": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'Epochs'. Write 'epochs': keys are in snake_case.
        """)]
    [DataRow(
        """{"EPOCHS": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'EPOCHS'. Write 'epochs': keys are in snake_case.
        """)]
    [DataRow(
        """{"step": {"stepSize": 1}}""", "",
        """
        c.json:1:11: step has no key 'stepSize'. Write 'step_size': keys are in snake_case.
        """)]
    [DataRow(
        """{"step": {"step-size": 1}}""", "",
        """
        c.json:1:11: step has no key 'step-size'. Write 'step_size': keys are in snake_case.
        """)]
    [DataRow(
        """{"step": {"size_step": 1}}""", "",
        """
        c.json:1:11: step has no key 'size_step'. Did you mean 'step_size'?
        """)]
    [DataRow(
        """{"step": {"size": 1}}""", "",
        """
        c.json:1:11: step has no key 'size'. Did you mean 'step_size'?
        """)]
    [DataRow(
        """{"epoch": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'epoch'. Did you mean 'epochs'?
        """)]
    [DataRow(
        """{"name_": "a"}""", "",
        """
        c.json:1:2: the configuration has no key 'name_'. Write 'name': keys are in snake_case.
        """)]
    [DataRow(
        """{"stag": {"depth": 1}}""", "",
        """
        c.json:1:2: the configuration has no key 'stag'. Did you mean 'stage' or 'stages'?
        """)]
    [DataRow(
        """{"gapes": []}""", "",
        """
        c.json:1:2: the configuration has no key 'gapes'. Did you mean 'gaps'?
        """)]
    [DataRow(
        """{"stage": {"epochs": 3}}""", "",
        """
        c.json:1:12: stage has no key 'epochs'. It belongs to the root: epochs.
        """)]
    [DataRow(
        """{"step_size": 3}""", "",
        """
        c.json:1:2: the configuration has no key 'step_size'. It belongs to 'step': step.step_size.
        """)]
    [DataRow(
        """{"stage": {"step_size": 3}}""", "",
        """
        c.json:1:12: stage has no key 'step_size'. It belongs to 'step': step.step_size.
        """)]
    [DataRow(
        """{"depth": 3}""", "",
        """
        c.json:1:2: the configuration has no key 'depth'. It belongs to 'stage': stage.depth.
        """)]
    [DataRow(
        """{"momentum": 3}""", "",
        """
        c.json:1:2: the configuration has no key 'momentum'. It belongs to 'step': step.momentum.
        """)]
    [DataRow(
        """{"step": {"type": "plain", "momentum": 3}}""", "",
        """
        c.json:1:28: step has no key 'momentum': it belongs to 'momentum' and 'smoothed'; step is 'plain', chosen at c.json:1:19. Write 'type: momentum', or leave 'momentum' out.
        """)]
    [DataRow(
        """{"step": {"inner": "plain"}}""", "",
        """
        c.json:1:11: step has no key 'inner': it belongs to 'smoothed'; step is 'momentum', by default. Write 'type: smoothed', or leave 'inner' out.
        """)]
    [DataRow(
        """{"step": {"type": "plain", "momentun": 3}}""", "",
        """
        c.json:1:28: step has no key 'momentun'. Did you mean 'momentum'? It belongs to 'momentum' and 'smoothed'; step is 'plain', chosen at c.json:1:19. Write 'type: momentum', or leave 'momentun' out.
        """)]
    [DataRow(
        """{"step": {"typ": "plain"}}""", "",
        """
        c.json:1:11: step has no key 'typ'. Did you mean 'type'?
        """)]
    [DataRow(
        """{"second": {"type": "smoothed", "stage": {}}}""", "",
        """
        c.json:1:33: second has no key 'stage': it belongs to 'momentum'; second is 'smoothed', chosen at c.json:1:21. Write 'type: momentum', or leave 'stage' out.
        """)]
    [DataRow(
        """{"zzz": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'zzz'.
        """)]
    [DataRow(
        """{"stage": {"zzz": 1}}""", "",
        """
        c.json:1:12: stage has no key 'zzz'. There are depth, path.
        """)]
    [DataRow(
        """{"stage.depth": 1}""", "",
        """
        c.json:1:2: the configuration has no key 'stage.depth'. In a file, write 'stage: {depth: …}': points join names on the command line only.
        """)]
    [DataRow(
        """{"stage": {"type": "x"}}""", "",
        """
        c.json:1:12: stage has no key 'type'. It has no variants: leave 'type' out.
        """)]
    [DataRow(
        """{"type": "x"}""", "",
        """
        c.json:1:2: the configuration has no key 'type'. It has no variants: leave 'type' out.
        """)]
    [DataRow(
        """{"steps": [{"type": "plain", "depth": 2}]}""", "",
        """
        c.json:1:30: steps.0 has no key 'depth'. It belongs to 'stage': stage.depth.
        """)]
    [DataRow(
        """{"stages": {"a": {"dept": 1}, "b": {"epochs": 2}}}""", "",
        """
        c.json:1:19: stages.a has no key 'dept'. Did you mean 'depth'?
        c.json:1:37: stages.b has no key 'epochs'. It belongs to the root: epochs.
        """)]
    public void A_key_that_does_not_exist(string json, string arguments, string expected) =>
        Message.Is<RunSample>(json, arguments, expected);
}
