// One table in four forms, read by programs that nobody here wrote: csv-parse, exceljs and hyparquet.
//
//   node tables.mjs FOLDER PACKAGES    each NAME.jsonl in the folder, and whether NAME.csv, .xlsx and .parquet say the same
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, packages] = process.argv.slice(2);
const require = createRequire(packages + "/");
const { parse } = require("csv-parse/sync");
const { Workbook } = require("exceljs");
const { asyncBufferFromFile, parquetReadObjects } = await import(pathToFileURL(require.resolve("hyparquet")));

const isDay = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
const isMoment = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !isNaN(Date.parse(value));

// Of each form, what a value is that JSON writes so; a sheet knows no microseconds, and a cell of CSV no type.
const inCsv = (value) => value === null ? "" : typeof value === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(value)
  ? `'${value}` : isMoment(value) ? Date.parse(value) : String(value);
// A line ends with LF in a cell.
const inSheet = (value) => value === "" ? null : typeof value === "string" && value.includes("\r\n")
  ? value.replaceAll("\r\n", "\n") : isDay(value) || isMoment(value) ? Date.parse(value) : value;
const inColumns = (value) => isDay(value) || isMoment(value) ? Date.parse(value) : value;

function same(where, expected, found) {
  const near = typeof expected === "number" && typeof found === "number" && Math.abs(expected - found) <= 1e-9 + Math.abs(expected) * 1e-12;
  const soon = expected > 1e11 && Math.abs(expected - found) < 1000;
  if (expected !== found && !near && !soon) throw new Error(`${where}: ${JSON.stringify(expected)} and ${JSON.stringify(found)}`);
}

const plain = (value) => typeof value === "bigint" ? Number(value) : value instanceof Date ? value.getTime() : value ?? null;
let tables = 0, cells = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith(".jsonl")).map((file) => file.slice(0, -6))) {
  const rows = readFileSync(join(folder, `${name}.jsonl`), "utf8").split("\n").slice(0, -1).map((line) => JSON.parse(line));
  const [header, ...lines] = parse(readFileSync(join(folder, `${name}.csv`)), { bom: true, relax_column_count: false });
  if (lines.length !== rows.length) throw new Error(`${name}.csv has ${lines.length} lines, not ${rows.length}`);
  const columns = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, `${name}.parquet`)) });
  if (columns.length !== rows.length) throw new Error(`${name}.parquet has ${columns.length} lines, not ${rows.length}`);
  const book = new Workbook();
  await book.xlsx.readFile(join(folder, `${name}.xlsx`));
  const sheet = book.worksheets[0];
  if (sheet.views[0]?.rightToLeft !== true) throw new Error(`${name}.xlsx does not begin at the right`);
  if (Math.max(sheet.rowCount, 1) !== rows.length + 1) throw new Error(`${name}.xlsx has ${sheet.rowCount} rows`);
  header.forEach((column, at) => same(`${name}.xlsx, heading`, column, sheet.getRow(1).getCell(at + 1).value));
  rows.forEach((row, line) => {
    same(`${name}, names`, header.join(), Object.keys(row).join());
    header.forEach((column, at) => {
      const where = `${name}, line ${line + 1}, ${column}`;
      const value = row[column];
      const said = lines[line][at];
      same(`${where} as csv`, inCsv(value), isMoment(value) ? Date.parse(said) : typeof value === "number" ? String(Number(said)) : said);
      same(`${where} as xlsx`, inSheet(value), plain(sheet.getRow(line + 2).getCell(at + 1).value));
      same(`${where} as parquet`, inColumns(value), plain(columns[line][column]));
      cells++;
    });
  });
  tables++;
}
console.log(JSON.stringify({ tables, cells }));
