import { useCombobox } from 'downshift';
import { useState } from 'react';
import operation from '../operations/suggest.graphql?raw';
import type { SuggestQuery, SuggestQueryVariables } from '../operations/types';
import { useAnswer } from '../operation';
import { KINDS } from '../parts/kinds';
import { useLate } from '../parts/useLate';
import { useSpeech } from '../words';
import './search.css';

type Suggested = NonNullable<SuggestQuery['suggest']>[number];

/** How long typing must rest before names are asked for, in milliseconds. */
const REST = 120;

interface EntityBoxProps {
  label: string;
  /** What the box holds at first. */
  text?: string;
  /** Whether the label stands above the box; else only screen readers tell it. */
  showsLabel?: boolean;
  onPick(entity: Suggested['entity']): void;
  onType?(text: string): void;
}

/** A box that suggests entities while one types, in any script; arrows and Enter pick one. */
export function EntityBox({ label, text = '', showsLabel = false, onPick, onType }: EntityBoxProps) {
  const { say, lang } = useSpeech();
  const [typed, setTyped] = useState(text);
  const prefix = useLate(typed.trim(), REST);
  const asked = prefix && prefix !== text ? { prefix, lang } : null;
  const found = useAnswer<SuggestQuery, SuggestQueryVariables>(operation, asked).data?.suggest ?? [];
  const items = typed.trim() && asked ? found : [];
  const type = (typing: string) => {
    setTyped(typing);
    onType?.(typing);
  };
  const box = useCombobox<Suggested>({
    items,
    inputValue: typed,
    itemToString: (item) => item?.entity.name ?? '',
    itemToKey: (item) => item?.entity.id,
    onSelectedItemChange: ({ selectedItem }) => {
      if (!selectedItem) return;
      type(selectedItem.entity.name);
      onPick(selectedItem.entity);
    },
  });
  const isOpen = box.isOpen && items.length > 0;
  return (
    <div className="entity-box">
      <label {...box.getLabelProps()} className={showsLabel ? undefined : 'unseen'}>
        {label}
      </label>
      <input
        {...box.getInputProps({
          // The combobox tells what is typed only after it has drawn itself anew, when another key may be down already.
          onChange: ({ currentTarget }) => type(currentTarget.value),
          onKeyDown: ({ key, nativeEvent }) => {
            // With no suggestion chosen, Enter is for the form around the box.
            if (key === 'Enter' && box.highlightedIndex < 0)
              Object.assign(nativeEvent, { preventDownshiftDefault: true });
          },
        })}
        type="search"
        dir="auto"
        placeholder={label}
        enterKeyHint="search"
      />
      <ul {...box.getMenuProps()} hidden={!isOpen}>
        {isOpen &&
          items.map((item, index) => (
            <li
              key={item.entity.id}
              {...box.getItemProps({ item, index })}
              className={index === box.highlightedIndex ? 'highlighted' : undefined}
            >
              <span className={`entity ${KINDS[item.entity.__typename]}`}>
                <bdi>{item.entity.name}</bdi>
              </span>{' '}
              {item.text !== item.entity.name && <bdi lang={item.lang}>({item.text})</bdi>}{' '}
              <small>
                {say(KINDS[item.entity.__typename])}
                {item.entity.description && (
                  <>
                    {' · '}
                    <bdi>{item.entity.description}</bdi>
                  </>
                )}
                {' · '}
                {say('mentionedIn', { count: item.entity.articleCount })}
              </small>
            </li>
          ))}
      </ul>
    </div>
  );
}
