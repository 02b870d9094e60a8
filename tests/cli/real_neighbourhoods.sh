#!/bin/sh
# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# koppel generate --neighbourhoods: StatLine's forms of the table, their errors, and the province of Utrecht.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

SHARED=${KOPPEL_SHARED:-$ROOT/../shared}

# StatLine's untyped CSV: padded keys and numbers, a point for what is missing, levels mixed, decimal comma
statline() {
    cat <<'END'
"ID";"WijkenEnBuurten";"Gemeentenaam_1";"SoortRegio_2";"Codering_3";"AantalInwoners_5";"Mannen_6";"Woningvoorraad_35";"Koopwoningen_41";"HuurwoningenTotaal_42";"InBezitWoningcorporatie_43";"AfstandTotHuisartsenpraktijk_110";"AfstandTotSchool_113"
"0";"NL00      ";"Nederland                ";"Land      ";"NL00      ";"17590672";" 8745468";" 8045580";"     57";"     42";"     28";"      1,0";"      0,7"
"1";"GM0307    ";"Amersfoort               ";"Gemeente  ";"GM0307    ";"    1500";"     700";"     700";"     56";"     43";"     30";"      0,9";"      0,6"
"2";"WK030701  ";"Amersfoort               ";"Wijk      ";"WK030701  ";"    1170";"     500";"     655";"     30";"     70";"     40";"        .";"        ."
"4";"BU03070101";"Amersfoort               ";"Buurt     ";"BU03070101";"     460";"     230";"     259";"      .";"      .";"      .";"      0,4";"        ."
"3";"BU03070100";"Amersfoort               ";"Buurt     ";"BU03070100";"     710";"     350";"     400";"     26";"     74";"     41";"      0,4";"      0,5"
"5";"BU03070200";"Amersfoort               ";"Buurt     ";"BU03070200";"     300";"     150";"     100";"     40";"     60";"      .";"      1,2";"      0,9"
"6";"BU03070300";"Amersfoort               ";"Buurt     ";"BU03070300";"       .";"       .";"       .";"      .";"      .";"      .";"        .";"        ."
END
}

# A table with a row a neighbourhood, as made by hand
simple() {
    cat <<'END'
buurt_code;gm_naam;buurt_naam;inwoners;woningvoorraad;koopwoning_percentage;afstand_treinstation_km
BU03080000;Baarn;Noord;800;300;40.0;0.0
BU03070100;Amersfoort;Hof;710;396;26.0;1.5
BU03070101;Amersfoort;Nieuwstraat e.o.;460.0;259;0.0;0.0
END
}

# make ARGUMENT...: generates the folder case anew
make() {
    rm -rf case
    run generate -o case "$@"
}

# homes FILE: neighbourhood and corporation homes, one a line
homes() { awk -F, 'NR > 1 { print $1, $5 }' "$1"; }

begin "the untyped table of StatLine"
statline | sed 's/$/\r/' >buurten.csv
make --neighbourhoods buurten.csv --households 20
expect_status 0
expect_stdout_has ' and 24 homes, 1 municipality, 4 neighbourhoods'
expect_stderr_has 'note: buurten.csv: 1 of 4 neighbourhoods do not tell how many dwellings are rented'
expect_stderr_lacks 'same year'
expect_line case/municipalities.csv 'GM0307,Amersfoort,unknown,1500'
expect "41 % of 400, nothing known, two thirds of 60 % of 100, nothing there" \
    test "$(homes case/neighbourhoods.csv | tr '\n' ';')" = 'BU03070100 164;BU03070101 ;BU03070200 40;BU03070300 0;'
expect_file_has case/neighbourhoods.csv 'BU03070100,GM0307,BU03070100,710,164,'
expect_file_has case/neighbourhoods.csv ',WK030701,0.5,0.4'
expect "homes stand where corporations own some" \
    test "$(awk -F, 'NR > 1 && $2 != "BU03070100" && $2 != "BU03070200"' case/units.csv | wc -l)" -eq 0
expect_file_has case/targets.csv 'Housing Act art. 29: 21200 x inhabitants / 17590672 rounded up'
expect "target of 21200 x 1500 / 17590672, rounded up" test "$(sed -n 2p case/targets.csv | cut -d, -f4)" -eq 2
run solve case --quick --quiet
expect "it can be read and solved" test "$status" -le 1
cp -R case first
make --neighbourhoods buurten.csv --households 20
expect_same case first

begin "other forms of the same table"
statline >buurten.csv
make --neighbourhoods buurten.csv --households 20
mv case first
statline | sed -e '1s/.*/ID;x;gm_naam;recs;gwb_code_10;a_inw;a_man;a_woning;p_koopw;p_huurw;p_wcorpw;g_afs_hp;g_afs_sc/' -e 's/"//g' -e 's/ *;/;/g' -e 's/ *$//' \
    -e 's/; */;/g' >short.csv
make --neighbourhoods short.csv --households 20
expect_status 0
expect_same case/neighbourhoods.csv first/neighbourhoods.csv
statline | sed -e '1s|.*|ID;Wijken en buurten;Regioaanduiding/Gemeentenaam (naam);Regioaanduiding/Soort regio (omschrijving);Regioaanduiding/Codering (code);Bevolking/Aantal inwoners (aantal);Bevolking/Mannen (aantal);Wonen/Woningvoorraad (aantal);Wonen/Woningen naar eigendom/Koopwoningen (%);Wonen/Huurwoningen/Huurwoningen totaal (%);Wonen/Huurwoningen/In bezit woningcorporatie (%);Zorg/Afstand tot huisartsenpraktijk (km);Onderwijs/Afstand tot school (km)|' >labelled.csv
make --neighbourhoods labelled.csv --households 20
expect_status 0
expect_same case/neighbourhoods.csv first/neighbourhoods.csv
statline | sed -e '1s/.*/ID;WijkenEnBuurten;a;b;c;T001036;d;M000297;1014800;1014850_2;A047047;D000028;D000045/' >measures.csv
make --neighbourhoods measures.csv --households 20
expect_status 0
expect_same case/neighbourhoods.csv first/neighbourhoods.csv
expect_line case/municipalities.csv 'GM0307,GM0307,unknown,1500'

begin "maps, titles, the long form and R's table"
statline >buurten.csv
make --neighbourhoods buurten.csv --households 20
mv case first
# short WHAT HEADER: the same rows, with another mark for what is missing
short() { statline | sed -e "1s/.*/$2/" -e 's/"//g' -e 's/ *;/;/g' -e 's/ *$//' -e 's/; */;/g' -e "s/;\\./;$1/g" -e "s/;\\./;$1/g"; }
short -99997 'ID;x;gemeentenaam;y;buurtcode;aantal_inwoners;z;woningvoorraad;percentage_koopwoningen;percentage_huurwoningen;perc_huurwoningen_in_bezit_woningcorporaties;huisartsenpraktijk_gemiddelde_afstand_in_km;basisonderwijs_gemiddelde_afstand_in_km' >map.csv
short -99997.0 'ID;x;gemeentenaam;y;buurtcode;aantalInwoners;z;woningvoorraad;percentageKoopwoningen;percentageHuurwoningen;percHuurwoningenInBezitWoningcorporaties;huisartsenpraktijkGemiddeldeAfstandInKm;basisonderwijsGemiddeldeAfstandInKm' >wfs.csv
short -99999998 'ID;x;GM_NAAM;y;BU_CODE;AANT_INW;z;WONINGEN;P_KOOPWON;P_HUURWON;P_HUURCORP;AF_ARTSPR;AF_ONDBAS' >old.csv
short NA 'ID;x;Regioaanduiding.Gemeentenaam..naam.;y;Regioaanduiding.Codering..code.;Bevolking.Aantal.inwoners..aantal.;z;Wonen.Woningvoorraad..aantal.;Wonen.Woningen.naar.eigendom.Koopwoningen....;Wonen.Huurwoningen.Huurwoningen.totaal....;Wonen.Huurwoningen.In.bezit.woningcorporatie....;Zorg.Afstand.tot.huisartsenpraktijk..km.;Onderwijs.Afstand.tot.school..km.' >r.csv
{
    printf '"Kerncijfers wijken en buurten"\r\n""\r\n"";"Onderwerp"\r\n'
    statline | sed -e '1s/"ID"/""/' -e '1a "Nummer";"";"naam";"omschrijving";"code";"aantal";"aantal";"aantal";"%";"%";"%";"km";"km"' | sed 's/$/\r/'
    printf '"\302\251 Centraal Bureau voor de Statistiek, Den Haag/Heerlen 10-6-2025"\r\n'
} >title.csv
# the long form has no names, and what is missing has no row
statline | awk -F'";"' 'BEGIN { print "\"Id\";\"Measure\";\"ValueAttribute\";\"Value\";\"StringValue\";\"WijkenEnBuurten\"" }
    NR > 1 { split("T001036 x M000297 1014800 1014850_2 A047047 D000028 D000045", m, " ")
        for (k = 6; k <= 13; k++) { v = $k; gsub(/[ "]/, "", v); if (v != ".") print n++ ";\"" m[k - 5] "\";\"None\";" v ";\"\";\"" $5 "\"" } }' |
    grep -v '"x"' >long.csv
for form in map wfs old r title; do
    make --neighbourhoods $form.csv --households 20
    expect_status 0
    expect_same case/neighbourhoods.csv first/neighbourhoods.csv
done
make --neighbourhoods long.csv --households 20
expect_status 0
expect_file_has case/neighbourhoods.csv 'BU03070100,GM0307,BU03070100,710,164,'

begin "a table with names in place of codes is refused once"
printf '%s\n' '"Wijken en buurten";"Bevolking/Aantal inwoners (aantal)";"Wonen/Woningvoorraad (aantal)";"Wonen/Koopwoningen (%)"' \
    '"Amersfoort";1500;700;56' '"Hof";710;396;26' >names.csv
make --neighbourhoods names.csv
expect_status 3
expect_stderr_has 'names.csv:1: no column tells the codes of neighbourhoods: column "Wijken en buurten" has names, such as "Amersfoort"'
expect "once" test "$(grep -c error "$stderr")" -eq 1

begin "one row a neighbourhood, with what is owned alone"
simple >simple.csv
make --neighbourhoods simple.csv --households 20
expect_status 0
expect "two thirds of what is not owned; 0 owned is unknown" \
    test "$(homes case/neighbourhoods.csv | tr '\n' ';')" = 'BU03070100 195;BU03070101 ;BU03080000 120;'
expect_line case/municipalities.csv 'GM0307,Amersfoort,unknown,1170'
expect_file_has case/neighbourhoods.csv 'BU03070100,GM0307,Hof,710,195,'
expect "a distance of 0 is unknown" test "$(grep -c ',1.5$' case/neighbourhoods.csv)" -eq 1

begin "the table of municipalities, and one province of it"
cat >gemeenten.csv <<'END'
gm_code;gm_naam;pv_code;pv_naam;veiligheidsregio;inwoners_20220101
GM0014;Groningen;PV20;Groningen;VR01;234950
GM0307;Amersfoort;PV26;Utrecht;VR09;1200
GM0308;Baarn;PV27;Noord-Holland;VR09;810
END
simple >simple.csv
make --neighbourhoods simple.csv --municipalities-file gemeenten.csv --households 20 --national 1000000
expect_status 0
expect_line case/municipalities.csv 'GM0307,Amersfoort,Utrecht,1200,Fl-Ut-NH'
expect "municipalities without neighbourhoods are left out" test "$(wc -l <case/municipalities.csv)" -eq 3
make --neighbourhoods simple.csv --municipalities-file gemeenten.csv --province Utrecht --households 20
expect_status 0
expect "Baarn is left out" test "$(wc -l <case/neighbourhoods.csv)" -eq 3
printf 'ID;RegioS;Perioden;BevolkingOpDeEersteVanDePeriode_1\r\n1;GM0307  ;2022JJ00;   1210\r\n2;GM0308  ;2022JJ00;    800\r\n' >statline.csv
make --neighbourhoods simple.csv --municipalities-file statline.csv --households 20
expect_status 0
expect_line case/municipalities.csv 'GM0307,Amersfoort,unknown,1210'
make --neighbourhoods simple.csv --municipalities-file first/municipalities.csv
expect_status 3
expect_stderr_has 'municipalities.csv: cannot read'
make --neighbourhoods simple.csv --municipalities-file gemeenten.csv --province Utrech
expect_status 3
expect_stderr_has '--province: no municipality lies in "Utrech"; did you mean "Utrecht"?'
make --neighbourhoods simple.csv --municipalities-file gemeenten.csv --province Groningen
expect_status 3
expect_stderr_has 'simple.csv: no neighbourhood of the table lies in province Groningen'
sed -i '/GM0308/d' gemeenten.csv
make --neighbourhoods simple.csv --municipalities-file gemeenten.csv
expect_status 3
expect_stderr_has 'simple.csv:2: neighbourhood BU03080000 lies in municipality GM0308, which gemeenten.csv does not have'
make --neighbourhoods simple.csv --inhabitants 1000
expect_status 3
expect_stderr_has 'the municipalities have 1970 inhabitants, more than the country'
expect_no_file case

begin "what is wrong with a table is told with line and column, all at once, and nothing is written"
statline | sed -e 's/     710"/  7x10"/' -e 's/     41"/    141"/' -e 's/BU03070101/BU0307010/g' -e 's/      1,2"/     1,2,"/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:6: column "AantalInwoners_5": "7x10" is not a whole number 0..20000000; a missing figure is a point, NA, -99997 or an empty cell'
expect_stderr_has 'buurten.csv:6: column "InBezitWoningcorporatie_43": "141" is not a number 0..100'
expect_stderr_has 'buurten.csv:5: column "Codering_3": "BU0307010" is not the code of a neighbourhood (such as BU03070100'
expect_stderr_has 'buurten.csv:7: column "AfstandTotHuisartsenpraktijk_110": "1,2," is not a number 0..1000'
statline | sed 's/BU03070101/BU03070100/g' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:6: neighbourhood BU03070100 stands on line 5 already: the table must be of one year'
statline | sed 's/"AantalInwoners_5"/"Inwonertal"/; s/"Koopwoningen_41"/"a"/; s/"HuurwoningenTotaal_42"/"b"/; s/"InBezitWoningcorporatie_43"/"c"/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:1: no column tells the inhabitants (StatLine: AantalInwoners; '
statline | sed 's/"Koopwoningen_41"/"a"/; s/"HuurwoningenTotaal_42"/"b"/; s/"InBezitWoningcorporatie_43"/"c"/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:1: no column tells how many dwellings are rented (StatLine: InBezitWoningcorporatie, '
statline | sed 's/"Mannen_6"/"AantalInwoners_6"/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:1: 2 columns are called "aantalinwoners", the numbers at their ends apart'
statline | sed '/BU/d' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv: the table has no rows of neighbourhoods'
statline | sed 's/"     41"/"      0"/; s/"     60"/"      0"/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'no neighbourhood has dwellings that are rented: there is nowhere to draw homes'
statline | sed '1!{/Amersfoort/d}' | sed 's/Nederland/Ne"derland/' >buurten.csv
make --neighbourhoods buurten.csv
expect_status 3
expect_stderr_has 'buurten.csv:2:'
make --neighbourhoods missing.csv
expect_status 3
expect_stderr_has 'missing.csv: cannot read the file: No such file or directory'
expect_no_file case

begin "options that do not go together"
statline >buurten.csv
make --neighbourhoods buurten.csv --municipalities 3
expect_status 2
expect_stderr_has '--neighbourhoods FILE tells which municipalities there are'
make --neighbourhoods buurten.csv --concentration 65
expect_status 2
expect_stderr_has 'the table tells where social homes stand'
make --neighbourhoods buurten.csv --province Utrecht
expect_status 2
expect_stderr_has '--province needs a table'
make --municipalities 1 --households 1 --units 1 --national 100
expect_status 2
expect_stderr_has 'go with --neighbourhoods FILE'
make buurten.csv
expect_status 2
expect_stderr_has 'takes options only, not "buurten.csv"'
expect_no_file case

begin "the province of Utrecht"
if [ ! -f "$SHARED/data/buurten_utrecht_province_2022.csv" ]; then
    notice 'the shared neighbourhood table is not here (KOPPEL_SHARED)'
    exit 0
fi
make --neighbourhoods "$SHARED/data/buurten_utrecht_province_2022.csv" --municipalities-file \
    "$SHARED/data/municipalities_2023_pop20220101.csv"
expect_status 0
expect_stdout_has '26 municipalities, 969 neighbourhoods'
expect_stderr_lacks 'same year'
expect "the target of the city by the formula" test "$(awk -F, '$1 == "GM0344" { print $4 }' case/targets.csv)" -eq 436
run solve case --engine greedy --quick
expect_status 1
expect_stderr_lacks error
make --neighbourhoods "$SHARED/data/cbs_81955NED_woningvoorraad_gemeenten_2012-2020.csv"
expect_status 3
expect_stderr_has 'no column tells the inhabitants'
expect_no_file case

begin 'codes with letters, as Amsterdam has them since 2022'
cat >letters.csv <<'TABLE'
gwb_code;regio;gm_naam;a_inw;a_woning;p_wcorpw
GM0363;Amsterdam;Amsterdam;931298;484000;40
WK0363AA;Burgwallen;Amsterdam;4000;2000;30
BU0363AA01;Kop Zeedijk;Amsterdam;900;600;32
BU0363AA02;Oude Kerk;Amsterdam;700;500;30
TABLE
run generate --neighbourhoods letters.csv --households 12 --units 14 -o amsterdam
expect_status 0
expect_file_has amsterdam/neighbourhoods.csv 'BU0363AA01,GM0363,Kop Zeedijk'
expect_file_has amsterdam/neighbourhoods.csv 'WK0363AA'
run solve amsterdam --quick -o out
expect_status 0
expect_file_has out/neighbourhoods.csv BU0363AA02
sed -i 's/BU0363AA02,GM/bu0363aa02,GM/' amsterdam/neighbourhoods.csv
run solve amsterdam --quick
expect_status 0
expect_stderr_has 'column neighbourhood: one cell is read in the only way that it can be meant: "bu0363aa02" as BU0363AA02'
run solve amsterdam --quick --strict
expect_status 3
expect_stderr_has 'column neighbourhood: "bu0363aa02" is not a code such as BU03630001 or BU0363AA01: write BU0363AA02'
