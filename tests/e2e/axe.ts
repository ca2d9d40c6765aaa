import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe-core in a page; findings as `rule: first element` so that a failure reads by itself. */
export async function seriousFindings(page: Page): Promise<string[]> {
	await page.evaluate(source);
	const results = await page.evaluate(
		() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run() // axe has just been put there
	);
	return results.violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
