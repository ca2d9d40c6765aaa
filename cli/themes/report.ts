import { z } from 'zod';

/** What the command line reads of `GET /api/themes`. */
export const themeList = z.object({
	rev: z.number(),
	themes: z.array(
		z.object({
			id: z.string(),
			title: z.object({ zh: z.string(), en: z.string() }),
			on: z.boolean(),
			districts: z.array(z.string()).optional(),
			layers: z.array(z.object({ id: z.string() })),
			indicators: z.number(),
			rules: z.number()
		})
	)
});
export type ListedThemes = z.infer<typeof themeList>;

/** A line for each theme. */
export function themesText({ themes }: ListedThemes): string {
	const widest = Math.max(0, ...themes.map(({ id }) => id.length));
	const lines = themes.map(({ id, title, on, districts, layers, indicators, rules }) => {
		const where = on && districts ? ` in ${districts.join(', ')}` : '';
		const brings = `${layers.length} layers, ${indicators} indicators, ${rules} rules`;
		return `${on ? 'on ' : 'off'}  ${id.padEnd(widest)}  ${title.zh} / ${title.en}: ${brings}${where}`;
	});
	return `${lines.join('\n')}\n`;
}
