# /import: файлы с клиентами и сотрудниками.
command-import = загрузить клиентов или сотрудников из таблицы или vCard
btn1-import = ✅ Загрузить { $n ->
    [one] { $n } строку
    [few] { $n } строки
   *[many] { $n } строк
}
btn2-problems = ⬇️ Замечания
btn2-import-change = ✏️ Столбцы
btn2-import-letters = 🔤 Не те буквы?
btn2-import-ignore = Не читать
btn2-import-staff = Это сотрудники
btn2-import-clients = Это клиенты
btn2-import-dmy = 03/04 = 3 апреля
btn2-import-mdy = 03/04 = 4 марта
import-sheet = Лист: { $sheet }
import-headings = Заголовки стоят в строке { $row }; то, что выше, не читается.
import-change = ✏️ <b>{ $name }</b>: какой столбец прочитан неверно? Пока ничего не записано.
import-column = Столбец <b>{ $column }</b> → { $field }
import-column-samples = Например, в нём: { $samples }
import-column-empty = В первых строках он пуст.
import-column-what = Что это?
import-column-number = столбец { $n }
import-not-read = не читается
import-letters = 🔤 В какой строке имена написаны верно? Файл будет прочитан заново этими буквами; пока ничего не записано.
import-letters-none = 🔤 Другими буквами этот файл не читается. Если они неверны, сохраните его как CSV UTF-8 или XLSX и пришлите ещё раз.
import-how = Пришлите мне таблицу (CSV, XLSX, XLS, ODS) или vCard: клиенты (клиент, контакт, телефон, страна, менеджер, первая сделка …) или сотрудники (имя, должность, день рождения, кому подчиняется …). Заголовки могут быть на любом из шести языков.
    Сначала я покажу, что изменится; до нажатия кнопки ничего не записывается, и всё можно отменить целиком.
import-not-yours = Файлы загружает только руководитель. Из этого файла ничего не сохранено. Добавить одного клиента или контакт: /add
import-head = 📄 <b>{ $name }</b> · { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
} · { $kind ->
    [staff] сотрудники
   *[clients] клиенты
}
import-head-plain = { $name } · { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
} · { $kind ->
    [staff] сотрудники
   *[clients] клиенты
}
import-columns = Столбцы: { $columns }
import-ignored = Не читаются: { $columns }
import-sample = Например: { $names }
import-n-new = новых: { $n }
import-n-changed = изменённых: { $n }
import-n-same = без изменений: { $n }
import-n-duplicates = повторов в файле: { $n }
import-n-warnings = предупреждений: { $n }
import-n-errors = ошибок: { $n }
import-named = Сотрудников, известных только по имени и пока не подключённых: { $n }. Пригласить их: /invite
import-more = … и ещё { $n }: ⬇️
import-line = строка { $row } · { $column }: { $problem }
import-nothing-yet = Пока ничего не записано.{ $errors ->
    [0] {""}
   *[other] {" "}Строки с ошибкой не войдут, остальные войдут.
}
import-nothing-to-do = Загружать нечего: ни одна строка ничего не меняет.
import-cancelled = ✖ Отменено. Ничего не записано.
import-done = ✅ Загружено. Новых: { $new }, изменённых: { $changed }.
import-next-clients = Никому ничего не отправлено. Контакт подключается по личной ссылке со своей карточки.
import-next-staff = Никому ничего не отправлено. Сотрудники подключаются по ссылке: /invite
import-until = Можно отменить до: { $until }.
import-undone = ↩ Отменено. Удалено: { $removed }, возвращено: { $restored } (клиенты, контакты и сотрудники вместе).
import-kept = Оставлено, потому что уже используется или изменено позже: { $kept }.
import-problems = Все замечания к файлу { $name } по строкам.
import-column-row = Строка
import-column-column = Столбец
import-column-problem = Замечание
import-problem-duplicate = то же, что строка { $of }; учтена та
import-problem-own-client = компания не указана: { $text } станет отдельным клиентом
import-problem-left-out = «{ $text }» не переносится: у контакта здесь один { $field ->
    [email] адрес
   *[phone] номер
}
import-problem-no-name = нет имени
import-problem-extra-cells = ячеек { $cells }, а столбцов { $columns }: возможно, текст с разделителем не в кавычках
import-problem-too-long = { $length } знаков; можно не больше { $limit }
import-problem-date-future = «{ $text }» ещё не наступило
import-problem-date-no-year = в «{ $text }» нет года
import-problem-date-short-year = «{ $text }»: напишите год четырьмя цифрами
import-problem-date-ambiguous = «{ $text }» можно прочитать двояко: выберите порядок (✏️ → этот столбец) или напишите 2026-03-04
import-problem-date-impossible = «{ $text }» нет ни в одном календаре
import-problem-date-unclear = «{ $text }» не похоже на дату
import-problem-dates-crossed = { $last } раньше, чем { $first }
import-problem-share-unclear = «{ $text }» – не доля от 0 до 100
import-problem-email-unclear = «{ $text }» – не адрес почты; пропущено
import-problem-zone-unknown = «{ $text }» – неизвестный часовой пояс; пропущено
import-problem-country-unknown = «{ $text }» – неизвестная страна; пропущено
import-problem-tier-unknown = «{ $text }» – не уровень (ключевой, обычный, новый); пропущено
import-problem-status-unknown = «{ $text }» – не статус (активный, под угрозой, потерян); пропущено
import-problem-language-unknown = «{ $text }» – неизвестный язык; пропущено
import-problem-decides-unknown = «{ $text }» – ни да, ни нет; пропущено
import-problem-role-unknown = «{ $text }» – не роль (менеджер, руководитель группы); пропущено
import-problem-role-head = файл никого не делает руководителем: { $text } – руководитель группы. Руководитель подключается по ссылке.
import-problem-manager-several = сотрудников с именем «{ $text }» несколько; менеджер из этой строки не взят
import-problem-phone-taken = это также номер контакта { $text } у другого клиента
import-problem-phone-short = «{ $text }» оставлено как есть: цифр { $digits }, а нужно { $expected } ({ $country })
import-problem-phone-long = «{ $text }» оставлено как есть: цифр { $digits }, а нужно { $expected } ({ $country })
import-problem-phone-unused = «{ $text }» оставлено как есть: такого номера нет ({ $country })
import-problem-phone-country = «{ $text }» оставлено как есть: какой это страны?
import-problem-phone-several = «{ $text }» оставлено как есть: в ячейке несколько номеров
import-problem-phone-rounded = «{ $text }» оставлено как есть: таблица округлила цифры
import-problem-phone-unreadable = «{ $text }» оставлено как есть: не похоже на телефон
field-external_id = ваш номер
field-client = клиент
field-contact = контакт
field-name = имя
field-surname = фамилия
field-middle_name = отчество
field-position = должность
field-phone = телефон
field-email = почта
field-country = страна
field-city = город
field-manager = менеджер
field-team = группа
field-segment = сегмент
field-tier = уровень
field-status = статус
field-first_deal = первая сделка
field-last_deal = последняя сделка
field-contract_signed = договор подписан
field-contract_ends = договор до
field-share = доля продаж
field-birthday = день рождения
field-language = язык
field-zone = часовой пояс
field-decides = принимает решения
field-likes = любит
field-notes = заметки
field-reports_to = подчиняется
field-hired = принят
field-role = роль
error-import-gone = Не удалось получить этот файл из Telegram. Пришлите его, пожалуйста, ещё раз.
error-import-late = Отменить эту загрузку целиком уже нельзя: на это есть сутки. Исправьте строки и загрузите файл снова.
import-working = ⏳ <b>{ $name }</b> · { $what ->
    [read] читаю
    [undo] отменяю
   *[write] записываю
}{ $total ->
    [0] …
   *[other] : { $done } из { $total } { $total ->
        [one] строки
       *[other] строк
    }
}
import-more-plain = … и ещё { $n }
import-problem-client-renamed = этот телефон у клиента { $text }; название изменится
import-problem-wish-own = человек сам выбрал, что получать; это остаётся как есть
field-contact_notes = заметки о контакте
field-surveys = опросы
field-invitations = приглашения
field-greetings = поздравления
field-ref = метка Rapport
error-import-no-problems = В этом файле всё в порядке, либо он прислан слишком давно. Записанное остаётся.
import-rings = 📄 { $name }
import-number = Номер { $id }: rapport import --undo { $id } отменит его в течение суток.
btn2-links = ⬇️ Ссылки
btn1-make-links = ✅ Создать ссылки
import-links-ask = Ещё не подключены: { $n }. Каждый получит новую личную ссылку, прежние перестанут работать. Ссылки придут файлом, повторно показать их нельзя: по ссылке войдёт тот, у кого она есть.
import-links-coming = Файл скоро придёт.
import-links = 🔗 Личные ссылки: { $n }. Отправьте каждую только её владельцу. Прежние ссылки больше не работают.
error-import-no-links = Все контакты из этого файла уже подключены, либо он загружен слишком давно.
