import { expect, test } from 'vitest';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { showInForms } from './show-in-forms.ts';

test('one form shows at a time, and the next one learns what the one before knew', () => {
	const said: string[] = [];
	const form = (name: string) => (): ShownLayer => {
		said.push(`${name} opens`);
		return {
			style: (style) => said.push(`${name} ${JSON.stringify(style)}`),
			setMask: (mask) => said.push(`${name} mask ${mask?.length}`),
			showAt: (at) => said.push(`${name} at ${at}`),
			hide: () => said.push(`${name} hides`)
		};
	};
	const host = { style: () => undefined } as unknown as LayerHost; // the forms here ask nothing of it
	const layer = showInForms(host, form('dots'), { cells: form('cells') });
	layer.setMask?.(new Uint8Array(3));
	layer.style?.({ opacity: 0.5 });
	layer.style?.({ form: 'cells' });
	layer.style?.({ form: 'cells', raised: true });
	layer.style?.(undefined);
	layer.style?.(undefined);
	layer.hide();
	expect(said).toEqual([
		'dots opens',
		'dots mask 3',
		'dots {"opacity":0.5}',
		'dots hides',
		'cells opens',
		'cells mask 3',
		'cells at undefined',
		'cells {"form":"cells","raised":true}',
		'cells hides',
		'dots opens',
		'dots mask 3',
		'dots at undefined',
		'dots hides'
	]);
});
