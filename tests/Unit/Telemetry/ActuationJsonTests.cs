namespace Sensorcast.Tests.Unit;

[TestClass]
public class ActuationJsonTests
{
    [TestMethod]
    public void Reads_settings()
    {
        Check("lamp=1", "[{\"n\":\"dev:lamp\",\"vb\":true}]");
        Check("lamp=0", "[{\"vb\":false,\"n\":\"dev:lamp\"}]");
        Check("level=42", "[{\"bn\":\"dev:\",\"n\":\"level\",\"v\":0.42}]");
        Check("lamp=1 level=7", "[{\"bn\":\"dev:\",\"n\":\"lamp\",\"vb\":true},{\"n\":\"level\",\"v\":0.07}]");
        Check("level=1 level=2", "[{\"bn\":\"dev:level\",\"v\":0.01},{\"v\":0.02}]");
        Check("lamp=1", "[{\"bn\":\"de\",\"n\":\"v:lamp\",\"vb\":true}]");
        Check("lamp=1", " [ { \"n\" : \"dev:lamp\" ,\t\"vb\" : true }\r\n] ");
        Check("lamp=1", "[{\"n\":\"\\u0064ev:\\u006C\\u0061mp\",\"v\\u0062\":true}]");
    }

    [TestMethod]
    public void Resolves_base_fields()
    {
        Check("level=50", "[{\"bn\":\"dev:\",\"bv\":0.4,\"n\":\"level\",\"v\":0.1}]");
        Check("level=40", "[{\"bn\":\"dev:\",\"bv\":0.4},{\"n\":\"level\"}]");
        Check("level=10", "[{\"bn\":\"dev:\",\"bu\":\"/\",\"n\":\"level\",\"v\":0.1}]");
        Check("level=10", "[{\"bn\":\"dev:\",\"bu\":\"W\",\"n\":\"level\",\"u\":\"/\",\"v\":0.1}]");
        Check("wrong-unit", "[{\"bn\":\"dev:\",\"bu\":\"W\",\"n\":\"level\",\"v\":0.1}]");
        Check("lamp=1", "[{\"bn\":\"dev:\",\"bver\":10,\"bt\":0,\"n\":\"lamp\",\"vb\":true,\"t\":0.0,\"ut\":5}]");
        Check("", "[{\"bn\":\"dev:\"}]");
    }

    [TestMethod]
    public void Rounds_to_the_channels_step()
    {
        Check("level=43", "[{\"n\":\"dev:level\",\"v\":0.425}]");
        Check("level=42", "[{\"n\":\"dev:level\",\"v\":0.4249999999999999999999999}]");
        Check("level=30", "[{\"n\":\"dev:level\",\"v\":0.30000000000000004}]");
        Check("level=100", "[{\"n\":\"dev:level\",\"v\":1}]");
        Check("level=100", "[{\"n\":\"dev:level\",\"v\":0.1e+1}]");
        Check("level=100", "[{\"n\":\"dev:level\",\"v\":1000000000000000000000E-21}]");
        Check("level=0", "[{\"n\":\"dev:level\",\"v\":-0.004}]");
        Check("level=0", "[{\"n\":\"dev:level\",\"v\":1e-999999999999}]");
        Check("power=-5", "[{\"n\":\"dev:power\",\"v\":-5499}]");
        Check("power=2", "[{\"n\":\"dev:power\",\"v\":1500}]");
        Check("power=-2", "[{\"n\":\"dev:power\",\"v\":-1500}]");
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        Check("unknown-name", "[{\"n\":\"dev:lamb\",\"vb\":true}]");
        Check("unknown-name", "[{\"n\":\"lamp\",\"vb\":true}]");
        Check("unknown-name", "[{\"n\":\"eev:lamp\",\"vb\":true}]");
        Check("unknown-name", "[{\"vb\":true}]");
        Check("not-settable", "[{\"n\":\"dev:temperature\",\"v\":20}]");
        Check("not-settable", "[{\"n\":\"dev:label\",\"vs\":\"x\"}]");
        Check("wrong-type", "[{\"n\":\"dev:lamp\",\"v\":1}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"vb\":true}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"vs\":\"0.5\"}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"vd\":\"aGkgCg\"}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"s\":3}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"bv\":1,\"vd\":\"aGkgCg\"}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"bv\":1,\"s\":3}]");
        Check("wrong-type", "[{\"n\":\"dev:lamp\",\"vb\":1}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"v\":\"0.5\"}]");
        Check("wrong-type", "[{\"n\":\"dev:level\"}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"v\":[1]}]");
        Check("wrong-type", "[{\"n\":\"dev:level\",\"bv\":0.1,\"v\":null}]");
        Check("wrong-unit", "[{\"n\":\"dev:level\",\"u\":\"W\",\"v\":0.5}]");
        Check("wrong-unit", "[{\"n\":\"dev:lamp\",\"u\":\"/\",\"vb\":true}]");
        Check("out-of-range", "[{\"n\":\"dev:level\",\"v\":1.01}]");
        Check("out-of-range", "[{\"n\":\"dev:level\",\"v\":-0.01}]");
        Check("out-of-range", "[{\"n\":\"dev:power\",\"v\":5500}]");
        Check("out-of-range", "[{\"n\":\"dev:level\",\"v\":99999999999999999999999999999}]");
        Check("out-of-range", "[{\"n\":\"dev:level\",\"v\":1e999999999999}]");
        Check("time-not-supported", "[{\"n\":\"dev:lamp\",\"vb\":true,\"t\":5}]");
        Check("time-not-supported", "[{\"n\":\"dev:lamp\",\"vb\":true,\"bt\":1700000000}]");
        Check("not-understood", "[{\"n\":\"dev:lamp\",\"vb\":true,\"when_\":5}]");
        Check("not-understood", "[{\"n\":\"dev:lamp\",\"vb\":true,\"_\":5}]");
        Check("not-understood", "[{\"bver\":11,\"n\":\"dev:lamp\",\"vb\":true}]");
    }

    [TestMethod]
    public void Ignores_what_it_may_not_understand()
    {
        Check("lamp=1", "[{\"n\":\"dev:lamp\",\"vb\":true,\"x\":null,\"y\":[1,[2,{}],\"]\"],\"z\":{\"a\":{\"b\":[]},\"c\":-1.5e-3}}]");
        Check("lamp=1", "[{\"n\":\"dev:lamp\",\"vb\":true,\"x\":[[[[[[[[]]]]]]]]}]");
        Check("lamp=1", "[{\"n\":\"dev:lamp\",\"vb\":true,\"\":\"\\b\\f\\n\\r\\t\\/\"}]");
        Check("lamp=1", "[{\"n\":\"dev:lamp\",\"vb\":true,\"x\":\"\\ud83d\\nxyz\",\"y\":\"\\ud83dxuzz\"}]");
        Check(PackReading.Malformed, "[{\"n\":\"dev:lamp\",\"vb\":true,\"x\":[[[[[[[[[]]]]]]]]]}]");
    }

    [TestMethod]
    public void Takes_the_number_to_acknowledge()
    {
        Check("#0", "[{\"seq\":0}]");
        Check("#7", "[{\"seq\":7}]");
        Check("#4294967295 lamp=1", "[{\"seq\":4294967295,\"n\":\"dev:lamp\",\"vb\":true}]");
        Check("#8 unknown-name", "[{\"seq\":8,\"n\":\"x\",\"vb\":true}]");
        Check(PackReading.Malformed, "[{\"seq\":-1}]");
        Check(PackReading.Malformed, "[{\"seq\":4294967296}]");
        Check(PackReading.Malformed, "[{\"seq\":\"7\"}]");
    }

    [TestMethod]
    public void Has_a_bound_for_settings()
    {
        Check("too-many-records", Lamps(17));
        Check("lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1 lamp=1", Lamps(16));
    }

    [TestMethod]
    public void Refuses_what_is_no_pack()
    {
        string[] texts =
        {
            "", " ", "[]", "{}", "[1]", "[{}]", "null", "[{\"n\":\"dev:lamp\",\"vb\":true}", "{\"n\":\"dev:lamp\",\"vb\":true}",
            "[{\"n\":\"dev:lamp\",\"vb\":true}]x", "[{\"n\":\"dev:lamp\",\"vb\":true},]", "[{\"n\":\"dev:lamp\",\"vb\":true,}]",
            "[{\"n\":\"dev:lamp\" \"vb\":true}]", "[{\"n\":\"dev:lamp\",\"vb\" true}]", "[{n:\"dev:lamp\"}]", "[{\"n\":'dev:lamp'}]",
            "[{\"n\":\"dev:lamp}]", "[{\"n\":\"dev:\\lamp\"}]", "[{\"n\":\"dev:\\u00g0\"}]", "[{\"n\":\"dev:\\u00\"}]",
            "[{\"n\":\"a\nb\"}]",
            "[{\"n\":\"dev:lamp\",\"vb\":tru}]", "[{\"n\":\"dev:lamp\",\"vb\":TRUE}]", "[{\"v\":}]", "[{\"v\":-}]", "[{\"v\":01}]",
            "[{\"v\":.5}]",
            "[{\"v\":1.}]", "[{\"v\":1e}]", "[{\"v\":1e+}]", "[{\"v\":+1}]", "[{\"v\":0x1}]", "[{\"v\":NaN}]", "[{\"n\":5,\"v\":1}]",
            "[{\"bn\":null}]", "[{\"bt\":\"now\"}]", "[{\"bver\":\"10\"}]", "[{\"bu\":5}]", "[{\"bv\":true}]", "[{\"t\":[]}]",
            "[{\"u\":{}}]", "[{\"bu\":5,\"u\":5,\"n\":\"dev:lamp\",\"vb\":true}]",
            "[{\"n\":\"dev:\\x0064\"}]", "[{\"x\":\"\\ud83d\\u12g4\"}]", "[{\"v\":1e-+5}]", "[{\"n\":\"a\u001fb\"}]",
            "[{\"bt\":\"now\",\"seq\":1}]", "[{\"n\"]", "[{\"x\":[}]", "[{\"x\":[1}]", "[{:1}]",
            "[{\"x\":[1 2]}]", "[{\"x\":{\"a\"}}]", "[{\"x\":[1,]}]", "[{\"x\":{,}}]", "\ufeff[{\"seq\":1}]",
        };
        foreach (string text in texts)
        {
            Check(PackReading.Malformed, text);
        }
    }

    private static string Lamps(int count)
    {
        string pack = "[";
        for (int i = 0; i < count; i++)
        {
            pack += (i > 0 ? "," : string.Empty) + "{\"n\":\"dev:lamp\",\"vb\":true}";
        }

        return pack + "]";
    }

    private static void Check(string expected, string pack)
    {
        Assert.AreEqual(expected, PackReading.Json(pack), pack);
    }
}
