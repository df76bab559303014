namespace GpuTumor.Scenarios.Tests;

public class BadScenarioTests
{
    /// <summary>What is appended to the least scenario (3 lines), and all that is said about it.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        // Keys.
        { "duraton: 3 d", "s.yaml:4:1: error: unknown key \"duraton\"; did you mean \"duration\"?" },
        { "output: { compress: 1 }", "s.yaml:4:11: error: output: unknown key \"compress\"; the keys here are snapshots, metrics, quantities, compression_level, mantissa_bits, checkpoints, streams" },
        { "tumour_cell: { division: { doubling: 3 h } }", "s.yaml:4:28: error: tumour_cell.division: unknown key \"doubling\"; the keys here are doubling_time, akt_boost, oxygen_none, oxygen_full, push_distance, pushes_per_step, target_mutation_cost, pgp_cost, repair_cost" },
        { "duration: 2 d", "s.yaml:4:1: error: \"duration\" is given twice; it stands already at line 1, column 1: keep one" },
        { "? [a]\n: 1", "s.yaml:4:3: error: a key must be a word, found a list" },
        { "seed:", "s.yaml:4:6: error: seed: has no value; expected a whole number, such as 1" },
        { "vessels: []", "s.yaml:4:10: error: vessels: expected a mapping with the keys spacing, perfusion, spread, collapse, collapse_depth, sprouting or \"none\", found a list" },
        { "name: My Run", "s.yaml:4:7: error: name: expected a name of lower-case letters, digits, -, _ and ., found \"My Run\"" },
        // Units.
        { "step: 5", "s.yaml:4:7: error: step: \"5\" has no unit; write \"5 h\" (a time in h, s, min, d)" },
        { "step: 5 um", "s.yaml:4:7: error: step: \"5 um\" is a length; expected a time, such as \"12 h\"" },
        { "step: 1 hour", "s.yaml:4:7: error: step: \"hour\" is not a unit; did you mean \"1 h\"?" },
        { "step: half an hour", "s.yaml:4:7: error: step: \"half an hour\" is not a number; expected a time, such as \"12 h\"" },
        { "step: [1 h]", "s.yaml:4:7: error: step: expected a time, such as \"12 h\", found a list" },
        { "fields: { oxygen: { diffusivity: 2000 um^2/sec } }", "s.yaml:4:34: error: fields.oxygen.diffusivity: \"um^2/sec\" is not a unit; did you mean \"2000 um^2/s\"?" },
        { "fields: { oxygen: { diffusivity: 2000 } }", "s.yaml:4:34: error: fields.oxygen.diffusivity: \"2000\" has no unit; write \"2000 um^2/s\" (a diffusivity in um^2/h, um^2/s, um^2/min, um^2/d, …)" },
        { "fields: { oxygen: { initial: 4 nM } }", "s.yaml:4:30: error: fields.oxygen.initial: \"4 nM\" is a concentration; expected an oxygen tension, such as \"40 mmHg\"" },
        { "tumour_cell: { apoptosis: { background: 0.05 } }", "s.yaml:4:41: error: tumour_cell.apoptosis.background: \"0.05\" has no unit; write \"0.05 /d\" (a rate in /h, /s, /min, /d)" },
        { "tumour_cell: { erk: { floor: 1 nM } }", "s.yaml:4:30: error: tumour_cell.erk.floor: \"1 nM\" is a concentration; expected a number, such as \"0.5\"" },
        { "tumour_cell: { erk: { floor: 1 parsec } }", "s.yaml:4:30: error: tumour_cell.erk.floor: \"1 parsec\" has a unit, \"parsec\", but a bare number is wanted, such as \"0.5\"" },
        { "tumour_cell: { division: { push_distance: 120 um } }", "s.yaml:4:43: error: tumour_cell.division.push_distance: \"120 um\" is a length; expected a distance in voxels, such as \"6 voxels\"" },
        // Numbers.
        { "seed: -4", "s.yaml:4:7: error: seed: -4 is outside 0 to 18446744073709551615" },
        { "seed: 1.5", "s.yaml:4:7: error: seed: expected a whole number, such as 1, found \"1.5\"" },
        { "step: 1e400 h", "s.yaml:4:7: error: step: \"1e400 h\" is too large; numbers go up to 1e30" },
        { "step: 1e-40 h", "s.yaml:4:7: error: step: \"1e-40 h\" is too small; numbers other than 0 begin at 1e-30" },
        { "step: .nan", "s.yaml:4:7: error: step: \".nan\" is not a number; expected a time, such as \"12 h\"" },
        { "step: .inf h", "s.yaml:4:7: error: step: \".inf h\" is not a number; expected a time, such as \"12 h\"" },
        { "step: -1 h", "s.yaml:4:7: error: step: \"-1 h\" must be above 0" },
        { "tumour_cell: { erk: { floor: 140 % } }", "s.yaml:4:30: error: tumour_cell.erk.floor: \"140 %\" must lie between 0 and 1 (0 % and 100 %)" },
        { "tumour_cell: { fra1: { exponent: 0 } }", "s.yaml:4:34: error: tumour_cell.fra1.exponent: \"0\" must be above 0" },
        { "fields: { oxygen: { diffusivity: 0 um^2/s } }", "s.yaml:4:34: error: fields.oxygen.diffusivity: \"0 um^2/s\" must be above 0" },
        { "fields: { oxygen: { initial: -5 mmHg } }", "s.yaml:4:30: error: fields.oxygen.initial: \"-5 mmHg\" must be 0 or more" },
        // Words and flags.
        { "fields: { oxygen: { solver: quasisteady } }", "s.yaml:4:29: error: fields.oxygen.solver: \"quasisteady\" is not one of automatic, chebyshev, backward_euler, sdirk2, quasi_steady, forward_euler, rkl1, rkl2, lod; did you mean \"quasi_steady\"?" },
        { "output: { snapshots: nevr }", "s.yaml:4:22: error: output.snapshots: expected \"never\" or a time, such as \"12 h\" or a list of times, found \"nevr\"; did you mean \"never\"?" },
        // Time.
        { "step: 7 h", "s.yaml:1:11: error: duration: \"1 d\" is no whole number of steps of 7 h; the nearest is \"0.875 d\"|s.yaml:4:7: error: output.snapshots: the default \"1 d\" is no whole number of steps of 7 h; the nearest is \"0.875 d\"|s.yaml:4:7: error: output.metrics: the default \"6 h\" is no whole number of steps of 7 h; the nearest is \"7 h\"" },
        { "output: { metrics: 20 min }", "s.yaml:4:20: error: output.metrics: \"20 min\" is no whole number of steps of 0.5 h; the nearest is \"30 min\"" },
        { "output: { snapshots: [0 h, 45 min] }", "s.yaml:4:28: error: output.snapshots[1]: \"45 min\" is no whole number of steps of 0.5 h; the nearest is \"60 min\"" },
        { "step: 2 d", "s.yaml:1:11: error: duration: \"1 d\" is shorter than one step of 2 d|s.yaml:4:7: error: output.snapshots: the default \"1 d\" is no whole number of steps of 2 d; the nearest is \"2 d\"|s.yaml:4:7: error: output.metrics: the default \"6 h\" is no whole number of steps of 2 d; the nearest is \"48 h\"|s.yaml:4:7: error: tumour_cell.clearance.apoptotic: the default \"12 h\" is less than one step of 2 d" },
        { "step: 10 min", "s.yaml:4:7: error: tumour_cell.clearance.necrotic: the default \"5 d\" is 720 steps of 10 min, and at most 255 are counted; write \"42.5 h\" or less, or take longer steps|s.yaml:4:7: error: tumour_cell.autophagy.longest: the default \"2 d\" is 288 steps of 10 min, and at most 255 are counted; write \"42.5 h\" or less, or take longer steps" },
        // Fields.
        { "fields: { hgf: {} }", "s.yaml:4:9: error: fields: tumour cells need oxygen; add \"oxygen: {}\"" },
        { "fields: { oxygen: {}, o2: { role: oxygen } }", "s.yaml:4:35: error: fields.o2.role: \"oxygen\" is already the oxygen of the cells; only one field can be" },
        { "fields: { oxygen: { unit: kPa } }", "s.yaml:4:27: error: fields.oxygen.unit: \"kPa\" is not \"mmHg\"" },
        { "fields: { oxygen: {}, lactate: { diffusivity: 600 um^2/s } }", "s.yaml:4:32: error: fields.lactate: \"unit\" is missing; expected one of 1, mmHg, nM, pM, uM, mM" },
        { "fields: { oxygen: {}, lactate: { unit: mM } }", "s.yaml:4:32: error: fields.lactate: \"diffusivity\" is missing; expected a diffusivity, such as \"2000 um^2/s\"" },
        { "fields: { oxygen: {}, Lactate: { unit: mM } }", "s.yaml:4:23: error: fields: \"Lactate\" is not a name of lower-case letters, digits and _, beginning with a letter" },
        { "fields: { oxygen: {}, founder: { unit: mM, diffusivity: 9 um^2/s } }", "s.yaml:4:23: error: fields: \"founder\" is the name of a cell quantity; call the field otherwise" },
        { "fields: { oxygen: { faces: { west: periodic } } }", "s.yaml:4:36: error: fields.oxygen.faces.west: a periodic face needs its opposite periodic too; write \"east: periodic\"" },
        { "fields: { oxygen: {}, targeted_drug: { vessels: { level: 1 } } }", "s.yaml:4:58: error: fields.targeted_drug.vessels.level: the plasma level of \"targeted_drug\" counts here; remove the level, or write \"drug: none\"" },
        { "fields: { oxygen: { solver: chebyshev } }", "s.yaml:4:29: error: fields.oxygen.solver: field 'oxygen': the Chebyshev solver has no saturable uptake; choose sdirk2 or quasi_steady" },
        { "output: { quantities: [oxigen] }", "s.yaml:4:24: error: output.quantities[0]: there is no quantity \"oxigen\"; did you mean \"oxygen\"?" },
        { "output: { quantities: [chemo_a_inside] }", "s.yaml:4:24: error: output.quantities[0]: there is no quantity \"chemo_a_inside\" where no field has the role chemo_a; add \"chemo_a: {}\" to the fields" },
        { "fields: { oxygen: {}, chemo_a_inside: { unit: uM, diffusivity: 9 um^2/s } }", "s.yaml:4:23: error: fields: \"chemo_a_inside\" is the name of a cell quantity; call the field otherwise" },
        { "fields: { oxygen: { couplings: [{ on: growth, half_maximum: 9 mmHg }] } }", "s.yaml:4:39: error: fields.oxygen.couplings[0].on: \"growth\" is not one of division, death, migration, secretion" },
        { "fields: { oxygen: { couplings: [{ on: division, half_maximum: 9 nM, factor: 2 }] } }", "s.yaml:4:63: error: fields.oxygen.couplings[0].half_maximum: \"9 nM\" is a concentration; expected an oxygen tension, such as \"40 mmHg\"" },
        { "fields: { oxygen: { couplings: [{ on: division, half_maximum: 9 mmHg }] } }", "s.yaml:4:39: error: fields.oxygen.couplings[0].on: nothing says how strongly; add \"factor: 0.2\"" },
        { "fields: { oxygen: { couplings: [{ on: death, half_maximum: 9 mmHg, factor: 2, rate: 1 /d }] } }", "s.yaml:4:76: error: fields.oxygen.couplings[0].factor: death has a rate, not a factor; write \"rate: 0.5 /d\"" },
        { "fields: { oxygen: { couplings: [{ on: secretion, half_maximum: 9 mmHg, factor: 2, of: hfg }] } }", "s.yaml:4:87: error: fields.oxygen.couplings[0].of: there is no field \"hfg\"; there are oxygen" },
        { "fields: { oxygen: { couplings: [{ on: division, half_maximum: 9 mmHg, factor: 2, of: oxygen }] } }", "s.yaml:4:86: error: fields.oxygen.couplings[0].of: says whose secretion changes, and this bears on division; remove it" },
        { "fields: { oxygen: { couplings: [{ cells: caf, on: division, half_maximum: 9 mmHg, factor: 2 }] } }", "s.yaml:4:51: error: fields.oxygen.couplings[0].on: caf cells here have no division; they have secretion" },
        // Cells.
        { "tumour_cell: { division: { oxygen_full: 5 mmHg } }", "s.yaml:4:41: error: tumour_cell.division.oxygen_full: must be above oxygen_none, 5 mmHg" },
        { "tumour_cell: { necrosis: { oxygen_none: 2 mmHg } }", "s.yaml:4:41: error: tumour_cell.necrosis.oxygen_none: must be above oxygen_full, 2.5 mmHg" },
        { "tumour_cell: { clearance: { apoptotic: 6 min } }", "s.yaml:4:40: error: tumour_cell.clearance.apoptotic: \"6 min\" is less than one step of 0.5 h" },
        { "vessels: { spacing: 10 um }", "s.yaml:4:21: error: vessels.spacing: vessels 10 um apart are closer than a voxel of 20 um" },
        // Treatments.
        { "treatments: [{ drug: targetd_drug }]", "s.yaml:4:22: error: treatments[0].drug: no field's vessels bring a drug \"targetd_drug\"; did you mean \"targeted_drug\"?" },
        { "treatments: [{ drug: aspirin }]", "s.yaml:4:22: error: treatments[0].drug: no field's vessels bring a drug \"aspirin\"; the fields know targeted_drug" },
        { "treatments: [{ level: 1 }]", "s.yaml:4:14: error: treatments[0]: \"drug\" is missing; expected a name of lower-case letters, digits and _, beginning with a letter" },
        { "treatments: [{ drug: targeted_drug, from: 12 h, until: 6 h }]", "s.yaml:4:56: error: treatments[0].until: \"6 h\" is not after its beginning at 12 h" },
        { "treatments: [{ drug: targeted_drug }, { drug: targeted_drug, from: 6 h }]", "s.yaml:4:47: error: treatments[1].drug: overlaps treatments[0] of the same drug; end that before this begins" },
        // Drugs and doses.
        { "treatments: [{ drug: targeted_drug, dose: -1 }]", "s.yaml:4:43: error: treatments[0].dose: \"-1\" must be above 0" },
        { "treatments: [{ drug: targeted_drug, dose: 60 mg/m^2 }]", "s.yaml:4:43: error: treatments[0].dose: cannot be compared with the drug's standard_dose of 960 mg; write it alike, or as a multiple of that: 1" },
        { "treatments: [{ drug: targeted_drug, dose: 1, every: 45 min }]", "s.yaml:4:53: error: treatments[0].every: \"45 min\" is no whole number of steps of 0.5 h; the nearest is \"60 min\"" },
        { "treatments: [{ drug: targeted_drug }, { drug: targeted_drug, dose: 1 }]", "s.yaml:4:47: error: treatments[1].drug: overlaps treatments[0] of the same drug; end that before this begins" },
        { "treatments: [{ drug: targeted_drug, dose: 1, at: [0 h], doses: 2 }]", "s.yaml:4:64: error: treatments[0].doses: the times are listed at \"at\"; remove one of them" },
        { "treatments: [{ drug: targeted_drug, dose: 1, infusion: 1 h }]", "s.yaml:4:56: error: treatments[0].infusion: \"targeted_drug\" is swallowed; remove the infusion, or write \"absorption: none\" for the drug" },
        { "treatments: [{ drug: aspirin, dose: 1 }]", "s.yaml:4:22: error: treatments[0].drug: no field's vessels bring a drug \"aspirin\"; the fields know targeted_drug" },
        { "treatments: [{ drug: targeted_drug, level: 1 uM }]", "s.yaml:4:44: error: treatments[0].level: levels of \"targeted_drug\" are relative to its steady state; write a bare number" },
        { "drugs: { aspirin: {} }", "s.yaml:4:10: error: drugs.aspirin: nothing says how it leaves the blood; give half_lives, such as [12 h], or compartments" },
        { "drugs: { aspirin: { half_lives: [1 h, 3 h] } }", "s.yaml:4:19: error: drugs.aspirin.shares: 1 shares for 2 half-lives; give one for each" },
        { "drugs: { aspirin: { half_lives: [1 h, 3 h], shares: [0.5, 0.4] } }", "s.yaml:4:53: error: drugs.aspirin.shares: the shares add to 0.9, not to 1" },
        { "drugs: { aspirin: { half_lives: [1 h], unit: uM } }", "s.yaml:4:19: error: drugs.aspirin.mean_level: \"1\" is not in the drug's unit, uM; write it in uM" },
        { "drugs: { targeted_drug: { unit: nM, mean_level: 3 nM } }", "s.yaml:4:33: error: drugs.targeted_drug.unit: the field \"targeted_drug\" keeps it in 1; the drug's levels must be in that" },
        // Protocols.
        { "protocols: [{ protocol: adaptive, drug: targeted_drug }]", "s.yaml:4:25: error: protocols[0].protocol: \"adaptive\" is not one of adaptive_hold, adaptive_dose, intermittent, second_line, genotype_guided, immune_guided|s.yaml:4:35: error: protocols[0]: unknown key \"drug\"; the keys here are protocol" },
        { "protocols: [{ protocol: adaptive_hold, drug: targeted_drug }]", "s.yaml:4:46: error: protocols[0].drug: no treatment gives \"targeted_drug\"; a protocol governs what treatments give" },
        { "treatments: [{ drug: targeted_drug }]\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug }, { protocol: intermittent, drug: targeted_drug }]", "s.yaml:5:95: error: protocols[1].drug: protocols[0] governs \"targeted_drug\" already; keep one of them" },
        { "treatments: [{ drug: targeted_drug }]\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug, resume_at: 0.4 }]", "s.yaml:5:72: error: protocols[0].resume_at: must be above stop_below, 50 %" },
        { "treatments: [{ drug: targeted_drug }]\nprotocols: [{ protocol: second_line, drug: targeted_drug, next: { drug: aspirin } }]", "s.yaml:5:73: error: protocols[0].next.drug: no field's vessels bring a drug \"aspirin\"; the fields know targeted_drug" },
        { "treatments: [{ drug: targeted_drug }]\nprotocols: [{ protocol: genotype_guided, drug: targeted_drug, by_mutation: { targt: { drug: met_inhibitor } } }]", "s.yaml:5:78: error: protocols[0].by_mutation: there is no mutation \"targt\"; did you mean \"target\"?; there are target, bypass, pi3k, pgp_amplified, repair, second_target, immune_evasion, addicted" },
        { "treatments: [{ drug: targeted_drug }]\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug }]\nimaging: { interval: 45 min }", "s.yaml:6:22: error: imaging.interval: \"45 min\" is no whole number of steps of 0.5 h; the nearest is \"60 min\"" },
        { "protocols: [{ protocol: immune_guided, begin: [{ drug: ccr2_inhibitor }] }]", "s.yaml:4:25: error: protocols[0].protocol: there are no host cells for a biopsy to find; add \"host: {}\"" },
        // Events and sites.
        { "treatments: [{ do: resect, at: 1 h }]", "s.yaml:4:20: error: treatments[0].do: \"resect\" is not one of resection, radiotherapy, injection, biopsy, bath|s.yaml:4:28: error: treatments[0]: unknown key \"at\"; the keys here are do" },
        { "treatments: [{ do: radiotherapy, at: 1 h, site: lung }]", "s.yaml:4:49: error: treatments[0].site: there is no site \"lung\"; there are primary" },
        { "treatments: [{ do: injection, at: 1 h, founder: resistant, cells: 10 }]\ncirculation: {}", "s.yaml:4:49: error: treatments[0].founder: there is no founder \"resistant\"; there are sensitive" },
        { "treatments: [{ do: injection, at: 1 h, founder: sensitive, cells: 10 }]", "s.yaml:4:20: error: treatments[0].do: there is no blood to inject into; add \"circulation: {}\"" },
        { "treatments: [{ do: biopsy, at: [1 h, 45 min] }]", "s.yaml:4:38: error: treatments[0].at[1]: \"45 min\" is no whole number of steps of 0.5 h; the nearest is \"60 min\"" },
        { "treatments: [{ do: bath, field: hfg, level: 1 nM }]\nfields: { oxygen: {}, hgf: {} }", "s.yaml:4:33: error: treatments[0].field: there is no field \"hfg\"; did you mean \"hgf\"?; there are oxygen, hgf" },
        { "treatments: [{ do: bath, field: hgf, level: 1 }]\nfields: { oxygen: {}, hgf: {} }", "s.yaml:4:45: error: treatments[0].level: levels of \"hgf\" are written in nM" },
        { "treatments: [{ do: bath, field: hgf, level: -1 nM }]\nfields: { oxygen: {}, hgf: {} }", "s.yaml:4:45: error: treatments[0].level: \"-1 nM\" must be 0 or more" },
        { "sites: { lung: { size: [32, 32, 32] } }", "s.yaml:4:10: error: sites: no cell comes here without blood; add \"circulation: {}\"" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], vessels: { spacing: 10 um } } }", "s.yaml:5:58: error: sites.lung.vessels.spacing: vessels 10 um apart are closer than a voxel of 20 um" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], fields: { vegf: {} } } }", "s.yaml:5:48: error: sites.lung.fields: the patient has no field \"vegf\"; add it to the scenario's fields" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], fields: { hgf: none } } }", "s.yaml:5:48: error: sites.lung.fields: the patient has \"hgf\", and so has every site; remove this, or switch its sources off" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], fields: { targeted_drug: { vessels: { drug: x } } } } }", "s.yaml:5:82: error: sites.lung.fields.targeted_drug.vessels.drug: \"x\" here and \"targeted_drug\" in the patient; it must be the same" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], tumour_cell: { clearance: { apoptotic: 6 min } } } }", "s.yaml:5:77: error: sites.lung.tumour_cell.clearance.apoptotic: \"6 min\" is less than one step of 0.5 h" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], tumour_cell: { division: { oxygen_full: 5 mmHg } } } }", "s.yaml:5:78: error: sites.lung.tumour_cell.division.oxygen_full: must be above oxygen_none, 5 mmHg" },
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], fields: { oxygen: { solver: chebyshev } } } }", "s.yaml:5:66: error: sites.lung.fields.oxygen.solver: field 'oxygen': the Chebyshev solver has no saturable uptake; choose sdirk2 or quasi_steady" },
        // What a site takes over is told once.
        { "circulation: {}\nsites: { lung: { size: [32, 32, 32], fields: { hgf: {} } } }\nfields: { oxygen: { initial: 4 nM }, hgf: {} }", "s.yaml:6:30: error: fields.oxygen.initial: \"4 nM\" is a concentration; expected an oxygen tension, such as \"40 mmHg\"" },
        { "circulation: {}\nvessels: none", "s.yaml:4:14: error: circulation: there are no vessels for cells to enter and leave by; remove \"vessels: none\"" },
        // Arms.
        { "arms: { A: {} }", "s.yaml:4:9: error: arms: \"A\" is not a name of lower-case letters, digits and _, beginning with a letter" },
        { "arms: { a: 3 }", "s.yaml:4:12: error: arms.a: expected the keys in which this arm differs, found \"3\"" },
        { "arms: []", "s.yaml:4:7: error: arms: expected arms by name, each with the keys in which it differs, found a list" },
        { "arms: { a: { name: b } }", "s.yaml:4:14: error: arms.a: \"name\" belongs to the scenario as a whole, not to an arm" },
        { "arms: { a: { sed: 2 }, b: {} }", "s.yaml:4:14: error: unknown key \"sed\"; did you mean \"seed\"?" },
        // Files.
        { "extend: gone.yaml", "s.yaml:4:9: error: extend: there is no file \"gone.yaml\"; the path is relative to this file" },
        { "extend: s.yaml", "s.yaml:4:9: error: extend: \"s.yaml\" extends this file in turn: break the circle" },
        // YAML.
        { "toxicity: { x: &a 1 }", "s.yaml:4:13: error: toxicity: unknown key \"x\"; the keys here are limit|s.yaml:4:16: error: \"&a\": anchors are not used here; remove it" },
        { "seed: !!int 1", "s.yaml:4:7: error: \"tag:yaml.org,2002:int\": tags are not used here; remove it" },
        { "a: b: c", "s.yaml:4:5: error: not valid YAML: while scanning a plain scalar value, found invalid mapping" },
        { "seed: { 1", "s.yaml:5:1: error: not valid YAML: while parsing a flow mapping, did not find expected ',' or '}'" },
        { "---\nseed: 1", "s.yaml:4:1: error: a second document begins here; a file holds one scenario, remove the '---'" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeIsToldWithItsPlaceAndItsRemedy(string mistake, string told)
        => Assert.Equal(told.Split('|'), ScenarioText.Problems($"{ScenarioText.Least}\n{mistake}\n"));
}
