import { expect, test } from 'vitest';
import { fitSideBySide } from './bar-labels.ts';

test('a few short names stand side by side, long ones or many do not', () => {
	expect(fitSideBySide(['快速路', '主干路', '次干路', '支路'], 200)).toBe(true);
	expect(fitSideBySide(['HEAT/HOT WATER', 'Street Condition'], 200)).toBe(false);
	expect(fitSideBySide(['a', 'b', 'c'], 30)).toBe(false);
	expect(fitSideBySide([], 300)).toBe(false);
});
