namespace Sensorcast.Tests.Unit;

[TestClass]
public class ActuationCborTests
{
    private const string Lamp = "00 68 6465763a6c616d70";
    private const string Level = "00 69 6465763a6c6576656c";
    private const string Power = "00 69 6465763a706f776572";

    [TestMethod]
    public void Reads_settings()
    {
        Check("lamp=1", "81 a2" + Lamp + "04 f5");
        Check("lamp=0", "81 a2 04 f4" + Lamp);
        Check("lamp=1 lamp=0", "82 a2" + Lamp + "04 f5 a2" + Lamp + "04 f4");
        Check("lamp=1", "81 a3 21 64 6465763a 00 64 6c616d70 04 f5");
        Check("lamp=1", "9f bf" + Lamp + "04 f5 ff ff");

        // The name in chunks, and the heads longer than they need be.
        Check("lamp=1", "81 a2 00 7f 62 6465 66 763a6c616d70 ff 04 f5");
        Check("lamp=1", "9a 00000001 b9 0002 1800 78 08 6465763a6c616d70 1b 0000000000000004 f5");
    }

    [TestMethod]
    public void Reads_numbers_in_every_form()
    {
        Check("level=100", "81 a2" + Level + "02 01");
        Check("level=42", "81 a2" + Level + "02 c4 82 21 18 2a");
        Check("level=43", "81 a2" + Level + "02 c4 82 22 19 01a9");
        Check("level=50", "81 a2" + Level + "02 f9 3800");
        Check("level=50", "81 a2" + Level + "02 fa 3f000000");
        Check("level=30", "81 a2" + Level + "02 fb 3fd3333333333334");
        Check("level=33", "81 a2" + Level + "02 f9 3555");
        Check("level=33", "81 a2" + Level + "02 fa 3eaaaaab");
        Check("level=0", "81 a2" + Level + "02 f9 0001");
        Check("level=0", "81 a2" + Level + "02 f9 8000");
        Check("level=0", "81 a2" + Level + "02 fb 0000000000000001");
        Check("level=0", "81 a2" + Level + "02 fa 007fffff");
        Check("power=-5", "81 a2" + Power + "02 f9 ece2");
        Check("power=-5", "81 a2" + Power + "02 39 1387");
        Check("power=-3", "81 a2" + Power + "02 fb c0a3880000000000");
        Check("power=5", "81 a2" + Power + "02 c4 82 03 05");
        Check("level=50", "81 a3" + Level + "24 c4 82 20 04 02 c4 82 20 01");
    }

    [TestMethod]
    public void Reads_bignum_mantissas()
    {
        Check("level=43", "81 a2" + Level + "02 c4 82 22 c2 42 01a9");
        Check("level=43", "81 a2" + Level + "02 c4 82 22 c2 4a 000000000000000001a9");
        Check("level=43", "81 a2" + Level + "02 c4 82 22 c2 5f 41 01 41 a9 ff");
        Check("level=0", "81 a2" + Level + "02 c4 82 22 c2 40");
        Check("power=-5", "81 a2" + Power + "02 c4 82 20 c3 42 c34f");
        Check("level=0", "81 a2" + Level + "02 c4 82 29 c3 40");

        // The largest that fits, and what does not, though it may be small.
        Check("level=92", "81 a2" + Level + "02 c4 82 32 c2 48 7fffffffffffffff");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 32 c2 48 8000000000000000");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 32 1b 8000000000000000");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 38 1b c2 4c 0ac544ca14b700cb05555555");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 00 c2 49 010000000000000000");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 22 c2 51 010000000000000000 0000000000000005");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 00 1b ffffffffffffffff");
        Check("out-of-range", "81 a2" + Power + "02 c4 82 00 3b ffffffffffffffff");
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        Check("unknown-name", "81 a2 00 61 78 04 f5");
        Check("wrong-type", "81 a2" + Lamp + "02 01");
        Check("wrong-type", "81 a2" + Level + "02 f5");
        Check("wrong-type", "81 a2" + Level + "03 61 78");
        Check("wrong-type", "81 a2" + Level + "08 41 78");
        Check("wrong-type", "81 a3 24 01" + Level + "08 41 78");
        Check("wrong-type", "81 a2" + Level + "02 c2 41 05");
        Check("wrong-type", "81 a2" + Level + "02 c1 01");
        Check("wrong-type", "81 a2" + Level + "02 81 01");
        Check("wrong-type", "81 a2" + Level + "02 f6");
        Check("wrong-unit", "81 a3" + Level + "01 61 57 02 01");
        Check("out-of-range", "81 a2" + Level + "02 02");
        Check("out-of-range", "81 a2" + Level + "02 20");
        Check("out-of-range", "81 a2" + Level + "02 1b ffffffffffffffff");
        Check("out-of-range", "81 a2" + Level + "02 3b ffffffffffffffff");
        Check("out-of-range", "81 a2" + Level + "02 c4 82 1a 7fffffff 01");
        Check("level=0", "81 a2" + Level + "02 c4 82 3a 7fffffff 01");
        Check("level=0", "81 a2" + Level + "02 c4 82 3b 7fffffffffffffff 01");
        Check("out-of-range", "81 a2" + Level + "02 f9 b800");
        Check("out-of-range", "81 a2" + Level + "02 fa bf000000");
        Check("out-of-range", "81 a2" + Level + "02 f9 7c00");
        Check("out-of-range", "81 a2" + Level + "02 f9 7e00");
        Check("out-of-range", "81 a2" + Level + "02 fb 7ff8000000000000");
        Check("out-of-range", "81 a2" + Level + "02 fb ffefffffffffffff");
        Check("time-not-supported", "81 a3" + Lamp + "04 f5 06 05");
        Check("time-not-supported", "81 a3 22 1a 65000000" + Lamp + "04 f5");
        Check("not-understood", "81 a3" + Lamp + "04 f5 62 785f f6");
        Check("not-understood", "81 a3 20 0b" + Lamp + "04 f5");
    }

    [TestMethod]
    public void Ignores_what_it_may_not_understand()
    {
        Check("lamp=1", "81 a5" + Lamp + "04 f5 09 01 61 78 82 01 9f a1 01 02 ff 26 f7");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 d8 20 63 616263");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 5f 41 00 42 0102 ff");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 78 00");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 db ffffffffffffffff 00");

        // Labels whose low 32 bits are those of the base name and of the name.
        Check("lamp=1", "81 a3 3b 0000000100000001 61 78" + Lamp + "04 f5");
        Check("lamp=1", "81 a3" + Lamp + "1b 0000000100000000 61 78 04 f5");
        Check("lamp=1", "81 a3" + Lamp + "1b 8000000000000000 61 78 04 f5");
        Check("lamp=1", "81 a3" + Lamp + "3b 8000000000000000 61 78 04 f5");

        // As deep as it may be, in arrays, tags and maps.
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 8181818181818180");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 c1c1c1c1c1c1c1c1 00");
        Check("lamp=1", "81 a3" + Lamp + "04 f5 18 64 a100a100a100a100a100a100a100a100 00");
        Check(PackReading.Malformed, "81 a3" + Lamp + "04 f5 18 64 a100a100a100a100a100a100a100a100a100 00");
        Check(PackReading.Malformed, "81 a3" + Lamp + "04 f5 18 64 818181818181818180");
        Check(PackReading.Malformed, "81 a3" + Lamp + "04 f5 18 64 c1c1c1c1c1c1c1c1c100");
    }

    [TestMethod]
    public void Takes_the_number_to_acknowledge()
    {
        Check("#7", "81 a1 63 736571 07");
        Check("#23", "81 a1 63 736571 17");
        Check("#4294967295", "81 a1 63 736571 1a ffffffff");
        Check(PackReading.Malformed, "81 a1 63 736571 20");
        Check(PackReading.Malformed, "81 a1 63 736571 1b 0000000100000000");
        Check(PackReading.Malformed, "81 a1 63 736571 61 37");
    }

    [TestMethod]
    public void Refuses_what_is_no_pack()
    {
        string[] packs =
        {
            "", "80", "9f ff", "a0", "81", "81 01", "81 a1", "81 a1 00", "81 a1 00 61", "82 a1 63 736571 07", "81 a1 63 736571 07 00", "f6",
            "81 a2" + Lamp + "04", "81 bf" + Lamp + "04 f5", "9f a2" + Lamp + "04 f5", "81 a1 f5 f5", "81 a1 41 00 00", "81 a1 80 00",
            "81 a1 00 05", "81 a1 21 f6", "81 a1 22 61 30", "81 a1 20 f5", "81 a1 06 80", "81 a1 00 7b ffffffffffffffff 61",
            "81 a1 00 5f ff", "81 a1 00 7f 41 61 ff", "81 a1 00 7f 7f ff ff", "81 a1 00 7f 61 61", "9b ffffffffffffffff", "81 a1 02 ff",
            "81 a1 02 1c", "81 a1 02 1f", "81 a1 02 3f", "81 a1 02 df 00", "81 a1 02 19 00", "81 a1 02 c4", "81 a1 02 c4 01",
            "81 a1 02 c4 81 00",
            "81 a1 02 c4 82 00", "81 a1 02 c4 82 00 f5", "81 a1 02 c4 82 00 c2", "81 a1 02 c4 82 00 c2 01", "81 a1 02 c4 82 00 c2 61 31",
            "81 a1 02 c4 82 00 c2 42 01", "81 a1 02 c4 82 00 c4 41 01",
            "81 a1 02 c4 82 c2 41 00 00", "81 a1 02 c4 82 1b ffffffffffffffff 00", "81 a1 02 c4 9f 00 00 ff",
            "81 a1 02 d9", "81 a1 09 9f 01", "81 a1 09 a1 01", "81 a1 02 19", "81 a1 00 78 20 61",
            "81 a2" + Level + "02 c4 82 60 01", "81 a2" + Level + "02 c4 42 00 01", "81 a2" + Level + "02 c4 83 20 01",
            "81 a2" + Level + "02 c4 82 20 c1 41 05", "a1 a2" + Lamp + "04 f5", "01 a2" + Lamp + "04 f5", "81 82" + Lamp + "04 f5",
            "81 a2 1c" + Lamp.Substring(2) + "04 f5",
            "81 a1 62 05", "81 a1 02 c1", "81 a1 02 1c 0000000000000000 0000000000000000", "81 a1 00 7e 61 61 ff",
            "81 a2 00 7b 8000000000000001 61 04 f5", "81 a2 63 736571 07 f5 08",
        };
        foreach (string pack in packs)
        {
            Check(PackReading.Malformed, pack);
        }
    }

    private static void Check(string expected, string pack)
    {
        Assert.AreEqual(expected, PackReading.Cbor(pack), pack);
    }
}
