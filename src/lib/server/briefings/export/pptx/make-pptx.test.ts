import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, onTestFinished, test } from 'vitest';
import { exportSource } from '../export-source.ts';
import { FROZEN_AT, wholeBriefing } from '../testing/whole-briefing.ts';
import { makePptx } from './make-pptx.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
/** What stands in the text runs of a part. */
const runs = (xml: string) =>
	[...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, run = '']) =>
		run.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
	);

/** The part that a relation of another names; `ppt/slides/_rels/slide1.xml.rels` speaks for `ppt/slides/slide1.xml`. */
const partOf = (rels: string, target: string) =>
	new URL(target, `zip:///${rels.replace('_rels/', '')}`).pathname.slice(1);

async function made(language: 'zh-CN' | 'en') {
	const { frozen, id, remove } = wholeBriefing();
	onTestFinished(remove);
	const bytes = await makePptx(exportSource(frozen, id, 'http://city.example', FROZEN_AT), language);
	const parts = unzipSync(bytes);
	const slides = Object.keys(parts)
		.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
		.sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)));
	return { id, parts, slides: slides.map((name) => text(parts[name])) };
}

test('every part of the file is well-formed XML, and every part that it speaks of is there', async () => {
	const { parts } = await made('zh-CN');
	for (const [name, bytes] of Object.entries(parts))
		if (/\.(xml|rels)$/.test(name)) {
			const parser = new SaxesParser();
			parser.on('error', (error) => {
				throw new Error(`${name}: ${error.message}`);
			});
			parser.write(text(bytes)).close();
		}
	const types = text(parts['[Content_Types].xml']);
	const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, part = '']) => part);
	expect(named.filter((part) => !parts[part])).toEqual([]);
	const targets = Object.entries(parts).flatMap(([name, bytes]) =>
		name.endsWith('.rels')
			? [...text(bytes).matchAll(/<Relationship [^>]*\/>/g)].flatMap(([relation]) => {
					const target = /Target="([^"]+)"/.exec(relation)?.[1] ?? '';
					return relation.includes('TargetMode="External"') ? [] : [partOf(name, target)];
				})
			: []
	);
	expect(targets.filter((part) => !parts[part])).toEqual([]);
});

test('no paragraph says its properties twice, or after a run', async () => {
	const { slides } = await made('zh-CN');
	const paragraphs = slides.flatMap((slide) =>
		[...slide.matchAll(/<a:p>(.*?)<\/a:p>/gs)].map(([, inside = '']) => inside)
	);
	const late = paragraphs.filter((inside) => inside.lastIndexOf('<a:pPr') > 0);
	expect([paragraphs.length > 50, late]).toEqual([true, []]);
});

test('texts are runs, the numbers in them as the pages say them, in a font of the language', async () => {
	const { slides, id } = await made('zh-CN');
	expect(slides).toHaveLength(8);
	const [title = '', map = ''] = slides;
	expect(runs(title)).toEqual(
		expect.arrayContaining(['防汛专题简报', '平均车速降至 31.4\u00a0km/h。', '平均车速', '31.4', ' km/h'])
	);
	expect(runs(map)).toEqual(expect.arrayContaining(['积水仍在上升', '车速 ', '31.4\u00a0km/h', '一', '二']));
	expect(map).toContain('typeface="Microsoft YaHei"');
	for (const [index, slide] of slides.entries()) {
		const said = runs(slide).join('\n');
		expect(said).toContain('内部 · 格城 · 模拟数据 · 虚构城市');
		expect(said).toContain(`数据截至 2026年11月22日 14:04 GMT+8 · ${id} · ${index + 1} / 8`);
		expect(said).toContain('演练');
	}
});

test('a series and bars are charts with their numbers in them, rows are a table, a map is a picture', async () => {
	const { slides, parts } = await made('en');
	const charts = Object.keys(parts).filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name));
	expect(charts).toHaveLength(2);
	const all = charts.map((name) => text(parts[name]));
	expect(all.some((chart) => chart.includes('<c:lineChart>') && chart.includes('<c:v>31.5'))).toBe(true);
	expect(all.some((chart) => chart.includes('<c:barChart>') && chart.includes('东部枢纽'))).toBe(true);
	expect(slides[1]).toContain('<p:pic>');
	expect(runs(slides[1] ?? '')).toContain('≥ 5   ');
	const [, , , , table = ''] = slides;
	expect(table).toContain('<a:tbl>');
	expect(runs(table)).toEqual(
		expect.arrayContaining(['Details <table>', 'district', 'alarms', '老城区', '12'])
	);
	const notes = Object.keys(parts).filter((name) => /^ppt\/notesSlides\/notesSlide\d+\.xml$/.test(name));
	expect(notes).toHaveLength(8);
	expect(runs(text(parts['ppt/notesSlides/notesSlide2.xml'])).join('\n')).toContain('Speed 31.4');
});
