import { expect, test } from 'vitest';
import { OpenGroups } from './open-groups.ts';

test('a dataset whose file is another gets a new group, and the old one is closed', () => {
	const closed: string[] = [];
	const open = new OpenGroups();
	const of = (file: string) => {
		const dataset = { id: 'local-counts', file };
		return open.of(dataset, () => ({ dataset, close: () => closed.push(file) }));
	};
	const [first, second] = [of('blob:1'), of('blob:2')];
	expect(of('blob:2')).toBe(second);
	expect(second).not.toBe(first);
	open.keep([second]);
	expect(closed).toEqual(['blob:1']);
	open.keep([]);
	expect(closed).toEqual(['blob:1', 'blob:2']);
});
